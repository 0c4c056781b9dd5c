/** Peers in Chromium: each in a worker of one page, driven from here by the same questions as the threads of Node. */
import type { Page } from '@playwright/test';
import { bundle, modulePath, type Files } from './bundle.ts';
import { line, type Line } from './line.ts';
import { openPage, WASM_PATH, type Laboratory } from './page.ts';
import type { Answer } from './peer.ts';
import { modules, type ModuleName } from './roster.ts';
import type { Contender } from './rounds.ts';

/** What the page has beside its own: the workers, and the way back to the bench. */
interface BenchWindow {
  workers: Record<string, Worker>;
  receive(name: string, answer: Answer): void;
  fail(name: string, message: string): void;
}

const entry = (name: ModuleName): string => `
  import { create } from ${modulePath(modules[name])};
  import { serve } from ${modulePath('./serve.ts')};
  const wasmFolder = new URL('${WASM_PATH}', self.location.href).href;
  const take = serve(create, { wasmFolder }, (answer) => self.postMessage(answer));
  self.onmessage = ({ data }) => take(data);`;

/** Starts a worker in the page; messages wait until its script has come. */
async function startWorker(page: Page, name: ModuleName, lines: Map<string, Line>): Promise<Line> {
  await page.evaluate((peer) => {
    const bench = globalThis as unknown as BenchWindow;
    const worker = new Worker(`/${peer}/worker.js`, { type: 'module' });
    worker.onmessage = ({ data }) => bench.receive(peer, data as Answer);
    worker.onerror = ({ message }) => bench.fail(peer, message);
    (bench.workers ??= {})[peer] = worker;
  }, name);
  const workerLine = line(
    (question) => {
      const post = page.evaluate(
        ([peer, message]) => (globalThis as unknown as BenchWindow).workers[peer].postMessage(message),
        [name, question] as const,
      );
      post.catch((error: unknown) => workerLine.fail(error instanceof Error ? error : new Error(String(error))));
    },
    () => undefined, // its page is closed
  );
  lines.set(name, workerLine);
  return workerLine;
}

/** Bundles the peers and starts them, each in a worker of the same page. */
export async function startChromium(
  names: readonly ModuleName[],
): Promise<{ contenders: Contender[]; laboratory: Laboratory }> {
  const files: Files = new Map();
  for (const name of names)
    for (const [path, content] of await bundle(entry(name), `/${name}/`)) files.set(path, content);
  const laboratory = await openPage(files);
  const lines = new Map<string, Line>();
  await laboratory.page.exposeFunction('receive', (name: string, answer: Answer) => lines.get(name)?.receive(answer));
  await laboratory.page.exposeFunction('fail', (name: string, message: string) =>
    lines.get(name)?.fail(new Error(message || 'its worker did not start')),
  );
  const contenders: Contender[] = [];
  for (const name of names)
    contenders.push({ name, settings: [{ setting: '', runner: await startWorker(laboratory.page, name, lines) }] });
  return { contenders, laboratory };
}
