// Packs the data sets that readers' browsers load, from npm packages into public/data/ (generated, never committed). Does
// nothing when what is there was made by the same code from the same packages. `npm run data`
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { packDigits, PIXELS } from '../engine/data/digit-set.ts';
import { proseFile } from '../engine/data/prose.ts';
import { gptFile, gptPacked } from '../engine/models/tiny-gpt-sizes.ts';
import { packGpt, readGpt } from '../engine/models/tiny-gpt.ts';
import { stratifiedSample } from '../engine/data/sample.ts';
import { random } from '../engine/random.ts';
import { nameFile } from '../engine/data/names.ts';
import { phraseFile } from '../engine/data/phrases.ts';
import { readMnist, type MnistPart } from './mnist.ts';
import { packNames } from './names.ts';
import { packPhotograph, photographs } from './photographs.ts';
import { packPhrases } from './phrases.ts';
import { packedProse } from './prose.ts';
import { hashOf, sourcesOf } from './sources.ts';

const SEED = 28;
const target = new URL('../public/data/', import.meta.url);

/** Each sample keeps the classes' shares and is drawn from the whole of its part. The card is content/cards/mnist.mdx. */
const samples: { file: string; part: MnistPart; size: number }[] = [
  { file: 'mnist-train.bin', part: 'train', size: 5000 },
  { file: 'mnist-test.bin', part: 'test', size: 1000 },
  { file: 'mnist-train-10k.bin', part: 'train', size: 10_000 },
  { file: 'mnist-test-2k.bin', part: 'test', size: 2000 },
];

/** Lists, one entry a line. Their cards are content/cards/names.mdx and phrases.mdx. */
const lists = [
  { path: nameFile.path, pack: packNames },
  { path: phraseFile.path, pack: packPhrases },
];

const gptWeights = new URL(`../${gptFile.path}`, target);

const madeBy = hashOf([
  new URL('../package-lock.json', import.meta.url),
  gptWeights,
  ...sourcesOf(new URL(import.meta.url)),
]);
const note = new URL('made-by.txt', target);
const upToDate =
  existsSync(note) &&
  readFileSync(note, 'utf8') === madeBy &&
  [...samples, ...photographs].every(({ file }) => existsSync(new URL(file, target))) &&
  [...lists, proseFile, gptPacked].every(({ path }) => existsSync(new URL(`../${path}`, target)));

if (!upToDate) {
  mkdirSync(target, { recursive: true });
  for (const { file, part, size } of samples) {
    const { labels, images } = readMnist(part);
    const chosen = stratifiedSample(labels, size, random(SEED).fork(part));
    const values = new Uint8Array(size * PIXELS);
    chosen.forEach((digit, i) => values.set(images.subarray(digit * PIXELS, (digit + 1) * PIXELS), i * PIXELS));
    const packed = gzipSync(
      packDigits(
        Array.from(chosen, (digit) => labels[digit]),
        values,
      ),
      { level: 9 },
    );
    writeFileSync(new URL(file, target), packed);
    console.log(`public/data/${file}: ${size} of ${labels.length} digits, ${Math.round(packed.length / 1000)} kB`);
  }
  for (const photograph of photographs) {
    const levels = packPhotograph(photograph);
    writeFileSync(new URL(photograph.file, target), levels);
    console.log(`public/data/${photograph.file}: a photograph, ${Math.round(levels.length / 1000)} kB`);
  }
  for (const { path, pack } of lists) {
    const list = pack();
    const packed = gzipSync(list, { level: 9 });
    writeFileSync(new URL(`../${path}`, target), packed);
    console.log(`public/${path}: ${list.split('\n').length - 1} lines, ${Math.round(packed.length / 1000)} kB`);
  }
  const prose = gzipSync(packedProse(), { level: 9 });
  writeFileSync(new URL(`../${proseFile.path}`, target), prose);
  console.log(`public/${proseFile.path}: Moby-Dick, ${Math.round(prose.length / 1000)} kB`);
  const gpt = gzipSync(packGpt(readGpt(new Uint8Array(readFileSync(gptWeights)))), { level: 9 });
  writeFileSync(new URL(`../${gptPacked.path}`, target), gpt);
  console.log(`public/${gptPacked.path}: the small GPT, ${Math.round(gpt.length / 1000)} kB`);
  writeFileSync(note, madeBy);
}
