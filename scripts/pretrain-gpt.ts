// Trains the small GPT of chapter 14 with this engine, from a seed, on Moby-Dick, and writes what the book keeps of it: weights in
// half precision, a record of the run, and what pages draw of it. `npm run pretrain`; where all of it is there, it trains the first
// hundred updates again, and goes on only if they are not the recorded ones (`again` goes on whatever they are).
// `node scripts/pretrain-gpt.ts 60 some/folder/` goes through all of it with 60 updates, and writes there.
import '../engine/worker/fast.ts';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import { CHARACTERS, charactersOf, readProse, textOf, type Prose } from '../engine/data/prose.ts';
import { writeSafetensors } from '../engine/export/safetensors.ts';
import { countedBits } from '../engine/models/prose-counts.ts';
import { gptReader, writeOn } from '../engine/models/tiny-gpt-reader.ts';
import { thinned, type GptRecordFile } from '../engine/models/tiny-gpt-record.ts';
import { LEAD, SCORED, stretchOf, toneOf, type GptShownFile } from '../engine/models/tiny-gpt-shown.ts';
import { GPT_CONTEXT, GPT_WIDTH, gptFile } from '../engine/models/tiny-gpt-sizes.ts';
import { gptExam, gptRecipe, trainGpt, type GptRecipe } from '../engine/models/tiny-gpt-training.ts';
import { gptRow, gptTensors, gptWeights, readGpt } from '../engine/models/tiny-gpt.ts';
import { random } from '../engine/random.ts';
import { packedProse } from './prose.ts';

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const weightsFile = at(`public/${gptFile.path}`);
const recordFile = at('engine/models/tiny-gpt-record.json');
const shownFile = at('engine/models/tiny-gpt-shown.json');

const LINE = 'The whale rose, and the wh';
/** Updates between two readings of the curve; also those that are made again, to see whether the record still holds. */
const EVERY_BITS = 100;
const FIRST = 8;
const short = (value: number) => Number(value.toFixed(4));

const prose = (): Prose => readProse(packedProse());

/** What training leaves behind. */
interface Trained {
  row: Float32Array;
  /** The vectors of places before training. */
  places: Float32Array;
  first: number[];
  curve: [number, number][];
}

function train({ train }: Prose, recipe: GptRecipe, updates = recipe.steps): Trained {
  const kept: Trained = { row: new Float32Array(0), places: new Float32Array(0), first: [], curve: [] };
  let sum = 0;
  for (const { step, bits, parameters } of trainGpt(train, recipe)) {
    if (step === 0) kept.places = Float32Array.from(parameters.get('gpt.positions.table') ?? []);
    if (bits !== null && kept.first.length < FIRST) kept.first.push(bits);
    sum += bits ?? 0;
    if (step === updates) kept.row = gptRow(parameters);
    if (step > 0 && step % EVERY_BITS === 0) {
      kept.curve.push([step, sum / EVERY_BITS]);
      console.log(`update ${step}: ${(sum / EVERY_BITS).toFixed(3)} bits per character`);
      sum = 0;
    }
    if (step === updates) break;
  }
  return kept;
}

/** Where the stretch begins on which five characters' counts do as on all held-out text, and longer ones nearly so. */
function chooseStretch({ train, held }: Prose, counted: readonly number[]): { from: number; counted: number[] } {
  const starts = Array.from({ length: 24 }, (_, i) => i * 5000);
  const found = starts.map((from) => {
    const stretch = stretchOf({ train, held }, from).subarray(0, LEAD + SCORED);
    return { from, counted: countedBits(5, train, stretch, CHARACTERS, LEAD) };
  });
  const gap = ({ counted: own }: { counted: number[] }) => Math.abs(own[4] - counted[4]);
  return found.reduce((best, one) => (gap(one) < gap(best) ? one : best));
}

/** How alike the vector of the middle place is to all others: the cosine of the angle between them, in hundredths. */
function alikeOf(places: Float32Array): number[] {
  const row = (t: number) => places.subarray(t * GPT_WIDTH, (t + 1) * GPT_WIDTH);
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const middle = row(GPT_CONTEXT / 2);
  return Array.from({ length: GPT_CONTEXT }, (_, t) =>
    Math.round((100 * dot(row(t), middle)) / Math.sqrt(dot(row(t), row(t)) * dot(middle, middle))),
  );
}

/** Where what is kept is written to. */
interface Files {
  weights: URL;
  record: URL;
  shown: URL;
}

/** Writes weights, record, and what pages draw; tells whether anything of it is new. */
async function keep(
  text: Prose,
  { row, places, first, curve }: Trained,
  recipe: GptRecipe,
  to: Files,
): Promise<boolean> {
  const about = {
    title: 'Small Nets GPT: 81 characters, 2 blocks of width 128, 4 heads',
    card: 'content/cards/gpt.mdx',
  };
  const file = writeSafetensors(gptTensors(row), 'F16', about);
  const stored = readGpt(file);
  const weights = gptWeights(stored);
  const heard = gptExam(text.held)(weights);
  const counted = countedBits(5, text.train, text.held.subarray(0, LEAD + heard.characters), CHARACTERS, LEAD);
  const stretch = chooseStretch(text, counted);
  const reader = gptReader(stored);
  const line = charactersOf(LINE);
  const read = Array.from(line, (character) => reader.read(character));
  const heads = read[0].looks.map((_, head) => read.map(({ looks }) => [...looks[head]]));
  const { seed, batch, steps, rate, warmUp, cool } = recipe;
  const rounded = curve.map(([step, bits]) => [step, short(bits)] as const);
  const record: GptRecordFile = {
    recipe: { seed, batch, steps, rate, warmUp, cool },
    first,
    curve: rounded,
    trained: text.train.length,
    bytes: file.length,
    written: [0, 0.5, 0.8, 1, 1.5].map((temperature) => {
      reader.back();
      const choosing = { temperature, topK: CHARACTERS, topP: 1 };
      return { temperature, text: textOf(writeOn(reader, line, 80, choosing, random(1))) };
    }),
    alike: { before: alikeOf(places), after: alikeOf(weights.get('gpt.positions.table') ?? places) },
  };
  const shown: GptShownFile = {
    held: { ...heard, counted },
    stretch: { ...stretch, bits: gptExam(stretchOf(text, stretch.from))(weights).bits },
    steps,
    course: thinned(rounded),
    line: LINE,
    scores: Array.from(read[read.length - 1].scores, (score) => Number(score.toFixed(3))),
    last: heads.map((rows) => rows[rows.length - 1].map((share) => Math.round(1000 * share))),
    tones: heads.map((rows) => rows.slice(0, -1).flat().map(toneOf).join('')).join(''),
  };
  const json = (content: unknown) => format(JSON.stringify(content), { parser: 'json', printWidth: 120 });
  const changed = [
    write(to.weights, file),
    write(to.record, Buffer.from(await json(record))),
    write(to.shown, Buffer.from(await json(shown))),
  ];
  console.log(
    `as stored: ${heard.bits.toFixed(4)} bits per held-out character; counts: ${counted.map(short).join(', ')}`,
  );
  return changed.includes(true);
}

/** Writes a file unless it is like that already. */
function write(file: URL, content: Uint8Array): boolean {
  if (existsSync(file) && readFileSync(file).equals(content)) return false;
  writeFileSync(file, content);
  return true;
}

/**
 * What is stored, as training would leave it behind, if the engine still trains as it did: by the recorded recipe, on as much
 * text, the first hundred updates give the recorded bits. A change that tells only later than that is not seen.
 */
function stored(text: Prose): Trained | undefined {
  const { recipe, first, curve, trained }: GptRecordFile = JSON.parse(readFileSync(recordFile, 'utf8'));
  const named = Object.entries(recipe).every(([name, value]) => gptRecipe[name as keyof GptRecipe] === value);
  if (!named || trained !== text.train.length) return undefined;
  const again = train(text, gptRecipe, EVERY_BITS);
  const same = again.first.every((bits, i) => bits === first[i]) && short(again.curve[0][1]) === curve[0][1];
  if (!same) return undefined;
  return { row: readGpt(readFileSync(weightsFile)), places: again.places, first: [...first], curve: curve.map(pair) };
}
const pair = ([step, bits]: readonly [number, number]): [number, number] => [step, bits];

if (import.meta.main) {
  const [steps, folder] = process.argv.slice(2);
  const text = prose();
  if (folder) {
    const into = pathToFileURL(folder.replace(/\/?$/, '/'));
    mkdirSync(into, { recursive: true });
    const [weights, record, shown] = [weightsFile, recordFile, shownFile].map(
      ({ pathname }) => new URL(pathname.slice(pathname.lastIndexOf('/') + 1), into),
    );
    const recipe = { ...gptRecipe, steps: Number(steps) };
    await keep(text, train(text, recipe), recipe, { weights, record, shown });
  } else {
    const to = { weights: weightsFile, record: recordFile, shown: shownFile };
    const written = Object.values(to).every((file) => existsSync(file));
    const asBefore = written && steps !== 'again' ? stored(text) : undefined;
    if (written && !asBefore)
      console.log('the small GPT is trained anew: its first updates are not the recorded ones, or `again`');
    const changed = await keep(text, asBefore ?? train(text, gptRecipe), gptRecipe, to);
    if (asBefore)
      console.log(
        `the small GPT stands: its first ${EVERY_BITS} updates gave the recorded bits again; ${changed ? 'what is told of it was written anew' : 'so did all that is told of it'}`,
      );
  }
}
