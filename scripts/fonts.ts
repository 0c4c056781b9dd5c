// Cuts the book's typefaces down to the characters and weights that it uses, and writes them to public/fonts/
// (generated, not committed). Knows nothing of the pages; components/styles/typefaces.css and maths-faces.css declare the results.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

interface Cut {
  /** The package's own file, relative to its folder of files. */
  from: string;
  /** Under public/fonts/. */
  to: string;
  text: string;
  /** Weights outside this range are dropped; a single weight is drawn once and for all, in half the bytes. */
  weights?: number | { min: number; max: number };
}

const characters = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('');

/**
 * ASCII, and the marks of typography and arithmetic. The page waits for it, so it holds no more: a server sends about 14 kB at
 * once, and what is longer takes another round trip. A character that is added here goes into the ranges of those files too.
 */
const plain =
  characters(0x20, 0x7e) +
  '\u00a0·×' +
  '\u2002\u2003\u2009\u200a\u2013\u2014\u2018\u2019\u201c\u201d\u2020\u2022\u2026\u2032\u2033\u20ac\u2191\u2193\u2212';

/** With the accents of borrowed words. */
const english = plain + '£°±²½÷ÄÉÖÜäçèéïñöü';

/** The rest of Western Europe; like the next, a browser fetches it only where one of these occurs. */
const westernBeside = (text: string) =>
  [...characters(0xa1, 0xff)].filter((character) => !text.includes(character)).join('') +
  '\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u201a\u201e\u2039\u203a\u2122';

/** Names from Central Europe and Turkey. */
const latinExtended = characters(0x100, 0x17f);

const archivo = '@fontsource-variable/archivo/files/archivo';
const sourceSerif = '@fontsource-variable/source-serif-4/files/source-serif-4';
const sans = { min: 400, max: 850 };

const cuts: Cut[] = [
  { from: `${archivo}-latin-wght-normal.woff2`, to: 'archivo.woff2', text: english, weights: sans },
  { from: `${archivo}-latin-wght-normal.woff2`, to: 'archivo-west.woff2', text: westernBeside(english), weights: sans },
  { from: `${archivo}-latin-ext-wght-normal.woff2`, to: 'archivo-ext.woff2', text: latinExtended, weights: sans },
];
for (const [slope, roman] of [
  ['normal', ''],
  ['italic', '-italic'],
])
  for (const [weight, weights] of [
    ['', 400],
    ['-bold', 700],
  ] as const) {
    const to = `source-serif${roman}${weight}`;
    const text = weight ? plain : english;
    cuts.push(
      { from: `${sourceSerif}-latin-wght-${slope}.woff2`, to: `${to}.woff2`, text, weights },
      { from: `${sourceSerif}-latin-wght-${slope}.woff2`, to: `${to}-west.woff2`, text: westernBeside(text), weights },
      { from: `${sourceSerif}-latin-ext-wght-${slope}.woff2`, to: `${to}-ext.woff2`, text: latinExtended, weights },
    );
  }

/** What the book's formulas are made of; whatever else KaTeX can set comes from its own, longer files. */
const formulas =
  characters(0x20, 0x7e) +
  '\u00a0¬¯°±·×÷ˆ˙˜ϕϵΓΔΘΛΞΠΣΦΨΩ' +
  characters(0x3b1, 0x3c9) +
  '\u200b\u2013\u2014\u2018\u2019\u201c\u201d\u2026′ℓ←↑→↓↦⇐⇒∂∇∈−∗∘√∝∞∣∥∧∨∩∪∼≈≠≡≤≥⊙⊤⋅⋮⋯⟨⟩';
for (const name of ['Main-Regular', 'Main-Bold', 'Math-Italic', 'Math-BoldItalic'])
  cuts.push({ from: `katex/dist/fonts/KaTeX_${name}.woff2`, to: `katex-${name.toLowerCase()}.woff2`, text: formulas });

const folder = new URL('../public/fonts/', import.meta.url);
const { resolve } = createRequire(import.meta.url);

/** When the file was last written, in milliseconds; 0 when it is missing. */
const writtenAt = async (file: string | URL) => {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return 0;
  }
};

await mkdir(folder, { recursive: true });
const recipe = await writtenAt(new URL(import.meta.url));
for (const { from, to, text, weights } of cuts) {
  const source = resolve(from);
  const target = new URL(to, folder);
  if ((await writtenAt(target)) > Math.max(recipe, await writtenAt(source))) continue;
  const font = await subsetFont(await readFile(source), text, {
    targetFormat: 'woff2',
    ...(weights !== undefined && { variationAxes: { wght: weights } }),
    noHinting: true,
  });
  await writeFile(target, font);
  console.log(`public/fonts/${to}: ${(font.length / 1000).toFixed(0)} kB`);
}
