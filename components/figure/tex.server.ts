/** Sets a knob's symbol in type. Used while rendering on the server only: no KaTeX reaches the reader's browser. */
import katex from 'katex';

export const renderTex = (tex: string): string =>
  katex.renderToString(tex, { output: 'htmlAndMathml', throwOnError: true, strict: 'error' });
