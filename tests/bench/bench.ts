// npm run bench: training steps per second of the engine beside other libraries and beside PyTorch, in Node and in
// Chromium, on one machine in one run. Each takes turns in short slices: compare numbers of one run only.
//   --peers small-nets,tfjs-wasm   --workloads W1,M512   --only node|chromium
//   --profile W4 (instead: where the time of a step goes, kernel by kernel)
//   --rounds 7   --slice 250   --warmup 800 (milliseconds)   --json FILE   --readme (writes the tables there)
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { startChromium } from './chromium.ts';
import { installPeers, newerNode } from './install.ts';
import { startThread } from './node.ts';
import { readOptions, type Options } from './options.ts';
import { pageCosts } from './page-cost.ts';
import { printProfiles } from './profile.ts';
import { findPython, pytorch } from './python.ts';
import { writeReadme } from './readme.ts';
import { account, lossLines, numbers, pageCostTable, summary, type PageCost, type Place } from './report.ts';
import { measure, type Contender } from './rounds.ts';
import { isInstalled, isModule, modules } from './roster.ts';

const log = (line: string): void => console.error(line);

async function inNode({ peers, workloads, ...effort }: Options): Promise<Place> {
  const python = peers.every(isModule) ? undefined : findPython();
  if (!peers.every(isModule) && python === undefined) log('There is no Python with PyTorch here: it is left out.');
  const contenders = peers.flatMap((name): Contender[] => {
    if (isModule(name)) return [{ name, settings: [{ setting: '', runner: startThread(modules[name]) }] }];
    return python === undefined ? [] : [pytorch(name, python)];
  });
  const measured = await measure(contenders, workloads, effort, log);
  for (const { settings } of contenders) for (const { runner } of settings) runner.stop();
  if (measured.details.get('pytorch')?.includes('reference BLAS'))
    log(
      'PyTorch multiplies matrices by the reference BLAS here: with OpenBLAS (Debian: libopenblas0-pthread) it is faster.',
    );
  return { name: `Node ${process.versions.node}`, measured };
}

interface InChromium {
  readonly place: Place;
  readonly costs: readonly PageCost[];
}

/** Undefined where no Chromium starts: what Node measured still counts. */
async function inChromium({ peers, workloads, ...effort }: Options): Promise<InChromium | undefined> {
  try {
    const { contenders, laboratory } = await startChromium(peers.filter(isModule));
    const measured = await measure(contenders, workloads, effort, log).finally(laboratory.close);
    const costs = await pageCosts(peers.filter(isModule), effort.rounds);
    return { place: { name: `Chromium ${laboratory.version}`, measured }, costs };
  } catch (error) {
    log(`Chromium is left out: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

const options = readOptions(process.argv.slice(2));
if (options.profile.length === 0 && options.peers.some(isInstalled)) installPeers();
const newer = newerNode();
if (newer !== undefined) {
  const { status } = spawnSync(newer, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 1);
}

if (options.profile.length > 0) {
  await printProfiles(options);
  process.exit();
}

const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
const occasion = `${processor}, ${cpus().length} threads, ${new Date().toISOString().slice(0, 10)}`;

const node = options.node ? await inNode(options) : undefined;
const { place: chromium, costs = [] } = (options.chromium ? await inChromium(options) : undefined) ?? {};
const places = [node, chromium].filter((place) => place !== undefined);

console.log([`# ${occasion}`, ...places.map(account), ...(costs.length ? [pageCostTable(costs)] : [])].join('\n\n'));
if (options.json !== undefined) {
  const detail = places[0]?.measured.details.get('small-nets') ?? 'not run';
  const report = {
    engine: `small-nets, ${detail}; ${[...places.map(({ name }) => name), occasion].join('; ')}`,
    unit: 'steps/s',
    results: node ? numbers(node.measured) : {},
    ...(chromium ? { chromium: numbers(chromium.measured) } : {}),
  };
  writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
}
if (options.readme) await writeReadme(summary(occasion, places, costs));
const isWrong = ({ measured }: Place): boolean =>
  lossLines(measured).differing.length > 0 || measured.failures.some((failure) => failure.includes('small-nets'));
if (places.some(isWrong)) process.exitCode = 1;
