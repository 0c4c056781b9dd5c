// The marks of the book's meanings as paths from their middle, of equal weight to the eye where they have the same radius.
export type MarkKind = 'plus' | 'minus' | 'grad' | 'mom' | 'rms' | 'adam';

/** A disc, a triangle, an arrow head, a square, a saltire, a diamond. */
const shapes: Record<MarkKind, (r: number) => string> = {
  plus: (r) => `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  minus: (r) => `m0 ${-1.17 * r}l${1.1 * r} ${2 * r}h${-2.2 * r}z`,
  grad: (r) => `m${1.25 * r} 0l${-2.25 * r} ${1.07 * r}l${r / 2} ${-1.07 * r}l${-r / 2} ${-1.07 * r}z`,
  mom: (r) => `m${-0.9 * r} ${-0.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}z`,
  rms: (r) => {
    const arm = Math.round(5.5 * r) / 10;
    const turns = ['1 -1', '1 1', '1 -1', '1 1', '-1 1', '1 1', '-1 1', '-1 -1', '-1 1', '-1 -1', '1 -1'];
    return `m${-2 * arm} ${-arm}${turns.map((turn) => `l${turn.replaceAll('1', String(arm))}`).join('')}z`;
  },
  adam: (r) => `m0 ${-1.23 * r}l${1.23 * r} ${1.23 * r}l${-1.23 * r} ${1.23 * r}l${-1.23 * r} ${-1.23 * r}z`,
};

/** To be put after the `M` of its middle. */
export const markPath = (kind: MarkKind, radius = 6): string =>
  shapes[kind](radius).replace(/-?\d*\.\d+/g, (text) => String(Math.round(Number(text) * 10) / 10));
