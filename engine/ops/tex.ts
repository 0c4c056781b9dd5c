/** Parentheses in formulas: a symbol such as `x`, `\eta` or `w_{12}` needs none, everything else gets them. */
const SYMBOL = /^(?:[A-Za-z]|\\[A-Za-z]+|\d+(?:\.\d+)?)(?:_(?:\w|\{[\w,]+\}))?$/;

/** The formula, in parentheses unless it is a single symbol. */
export const group = (tex: string): string => (SYMBOL.test(tex) ? tex : String.raw`\left(${tex}\right)`);
