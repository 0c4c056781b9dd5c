// npm run bench: training steps per second of the engine beside other libraries and beside PyTorch, in Node and in
// Chromium, on one machine in one run. Each takes turns in short slices: compare numbers of one run only.
//   --peers small-nets,tfjs-wasm   --workloads W1,M512   --only node|chromium
//   --rounds 7   --slice 300   --warmup 1000 (milliseconds)   --json FILE   --readme (writes the tables there)
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { installPeers } from './install.ts';
import { startThread } from './node.ts';
import { readOptions, type Options } from './options.ts';
import { findPython, pytorch } from './python.ts';
import { lossLines, numbers, rateTable, ratioTable, settings } from './report.ts';
import { measure, type Contender, type Measured } from './rounds.ts';
import { isInstalled, isModule, modules } from './roster.ts';

const log = (line: string): void => console.error(line);

function stop(contenders: readonly Contender[]): void {
  for (const { runner } of contenders.flatMap(({ settings: list }) => list)) runner.stop();
}

async function inNode({ peers, workloads, ...effort }: Options): Promise<Measured> {
  const python = peers.every(isModule) ? undefined : findPython();
  const contenders = peers.flatMap((name): Contender[] => {
    if (isModule(name)) return [{ name, settings: [{ setting: '', runner: startThread(modules[name]) }] }];
    return python === undefined ? [] : [pytorch(name, python)];
  });
  if (!peers.every(isModule) && python === undefined) log('There is no Python with PyTorch here: it is left out.');
  const measured = await measure(contenders, workloads, effort, log);
  stop(contenders);
  return measured;
}

/** Everything about one place, as lines of Markdown. */
function account(place: string, measured: Measured): string {
  const { lines, differing } = lossLines(measured);
  const list = (title: string, items: readonly string[]): string[] =>
    items.length ? ['', title, '', ...items.map((item) => `- ${item}`)] : [];
  return [
    `## ${place}`,
    '',
    ...[...measured.details].map(([name, detail]) => `- ${name}: ${detail}`),
    '',
    rateTable(measured),
    '',
    'How many times as fast small-nets is, round by round:',
    '',
    ratioTable(measured),
    ...list('The best settings:', settings(measured)),
    ...list('Losses of the first and the tenth step:', lines),
    ...list('LOSSES THAT DISAGREE:', differing),
    ...list('Failures:', measured.failures),
    '',
  ].join('\n');
}

const options = readOptions(process.argv.slice(2));
if (options.peers.some(isInstalled)) installPeers();
const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} threads`;
console.log(`${machine}, ${new Date().toISOString().slice(0, 10)}\n`);
const measured = options.node ? await inNode(options) : undefined;
if (measured) console.log(account(`Node ${process.versions.node}`, measured));
if (options.json !== undefined) {
  const engine = `small-nets: ${measured?.details.get('small-nets') ?? 'not run'}; Node ${process.versions.node}, ${machine}`;
  const report = { engine, unit: 'steps/s', results: measured ? numbers(measured) : {} };
  writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
}
if (measured && lossLines(measured).differing.length > 0) process.exitCode = 1;
