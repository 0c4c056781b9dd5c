/**
 * What a page pays before the first finished step of W1: the bytes that its worker loads, and the time from `new Worker`
 * to the loss, nothing cached.
 */
import { gzipSync } from 'node:zlib';
import { bundle, modulePath, type Files } from './bundle.ts';
import { openPage, WASM_PATH } from './page.ts';
import { EMPTY_WORKER, type PageCost } from './report.ts';
import { median } from './rounds.ts';
import { modules, type ModuleName } from './roster.ts';

/** A way to the first step; variants of one peer show what a trimmed import saves. */
interface Variant {
  readonly peer: ModuleName | undefined;
  readonly code: string;
}

const surroundings = `{ wasmFolder: new URL('${WASM_PATH}', self.location.href).href }`;
const answer = `.then((loss) => self.postMessage(loss), (error) => self.postMessage(String(error)))`;

const whole = (peer: ModuleName, module = modules[peer]): Variant => ({
  peer,
  code: `
    import { create } from ${modulePath(module)};
    import { firstStep } from ${modulePath('./first-step.ts')};
    firstStep(create, ${surroundings})${answer}`,
});
const trimmed = (peer: ModuleName, module: string): Variant => ({
  peer,
  code: `
    import { firstStep } from ${modulePath(module)};
    firstStep(${surroundings})${answer}`,
});

const variants: Readonly<Record<string, Variant>> = {
  [EMPTY_WORKER]: { peer: undefined, code: 'self.postMessage(0)' },
  'small-nets': whole('small-nets', modules['small-nets-default']),
  'tfjs, cpu': whole('tfjs-cpu'),
  'tfjs-core, cpu': trimmed('tfjs-cpu', './peers/first-step/tfjs-core-cpu.ts'),
  'tfjs-core, wasm': trimmed('tfjs-wasm', './peers/first-step/tfjs-core-wasm.ts'),
  'jax-js': whole('jax-js'),
  convnetjs: whole('convnetjs'),
  'brain.js': whole('brain.js'),
};

/** Times one cold worker in the page. */
async function coldStart(url: string): Promise<number> {
  const start = performance.now();
  const worker = new Worker(url, { type: 'module' });
  const { data } = await new Promise<MessageEvent<unknown>>((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = ({ message }) => reject(new Error(message || `${url} did not start`));
  });
  const time = performance.now() - start;
  worker.terminate();
  if (typeof data !== 'number') throw new Error(String(data));
  return time;
}

/** Measures the variants of the asked peers, and a worker without any. */
export async function pageCosts(peers: readonly ModuleName[], rounds: number): Promise<PageCost[]> {
  const measured = Object.entries(variants)
    .filter(([, { peer }]) => peer === undefined || peers.includes(peer))
    .map(([name, { code }], i) => ({ name, code, base: `/variant-${i}/`, bytes: 0, gzip: 0, times: [] as number[] }));
  const files: Files = new Map();
  for (const { code, base } of measured)
    for (const [path, content] of await bundle(code, base)) files.set(path, content);
  const { page, served, close } = await openPage(files);
  try {
    for (let round = 0; round <= rounds; round++)
      for (const variant of measured) {
        served.clear();
        const time = await page.evaluate(coldStart, `${variant.base}worker.js`);
        if (round > 0) variant.times.push(time); // the first start warms the browser, not the worker
        variant.bytes = [...served.values()].reduce((sum, file) => sum + Buffer.from(file).length, 0);
        variant.gzip = [...served.values()].reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
      }
  } finally {
    await close();
  }
  return measured.map(({ name, bytes, gzip, times }) => ({ name, bytes, gzip, milliseconds: median(times) }));
}
