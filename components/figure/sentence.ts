/** The only mark-up that a figure's sentence may carry is **bold**: split into runs for the page, or taken off. */
export interface Piece {
  text: string;
  bold: boolean;
}

export const pieces = (sentence: string): Piece[] =>
  sentence
    .split('**')
    .map((text, i) => ({ text, bold: i % 2 === 1 }))
    .filter(({ text }) => text !== '');

export const plain = (sentence: string): string => sentence.replaceAll('**', '');
