// Ten minutes of training in the worker, run after run, by the figures that work it hardest: once warm, what page and worker
// hold, buffers included, stays flat within ten per cent, and nothing is said in the console.
import type { CDPSession, Page } from '@playwright/test';
import { embed } from '../pages.ts';
import { figureOn, open, runOf } from '../reading.ts';
import { expect, test } from '../test.ts';

const minutes = Number(process.env.SOAK_MINUTES ?? 10);

interface Usage {
  usedSize: number;
  backingStorageSize: number;
}

const MiB = ({ usedSize, backingStorageSize }: Usage) => (usedSize + backingStorageSize) / 2 ** 20;

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return MiB((await session.send('Runtime.getHeapUsage')) as unknown as Usage);
}

/** Asks the page's worker, which has no session of its own here, through the page's: each call is a message there and one back. */
async function workerOf(session: CDPSession): Promise<() => Promise<number>> {
  let worker: string | undefined;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') worker = sessionId;
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let calls = 0;
  const ask = (method: string) =>
    new Promise<unknown>((answer) => {
      const id = ++calls;
      const hear = ({ sessionId, message }: { sessionId: string; message: string }) => {
        const said = JSON.parse(message) as { id?: number; result?: unknown };
        if (sessionId !== worker || said.id !== id) return;
        session.off('Target.receivedMessageFromTarget', hear);
        answer(said.result);
      };
      session.on('Target.receivedMessageFromTarget', hear);
      void session.send('Target.sendMessageToTarget', { sessionId: worker, message: JSON.stringify({ id, method }) });
    });
  return async () => {
    await ask('HeapProfiler.collectGarbage');
    return MiB((await ask('Runtime.getHeapUsage')) as Usage);
  };
}

/** One training to its end, or as much of it as there is time for: another begins where one ended. */
async function train(page: Page, id: string, until: number, look: () => Promise<void>): Promise<number> {
  const figure = figureOn(page, id);
  const run = runOf(figure);
  let trainings = 0;
  while (Date.now() < until) {
    const state = await run.innerText();
    if (!/Pause/.test(state)) {
      const rewind = figure.getByRole('button', { name: 'Back to the start' });
      if (await rewind.isEnabled()) await rewind.click();
      await run.click();
      trainings++;
    }
    await page.waitForTimeout(2000);
    await look();
  }
  return trainings;
}

for (const id of ['cnn-live', 'tiny-gpt']) {
  test(`${id} trains for ${minutes} minutes in flat memory`, async ({ page }) => {
    test.setTimeout(0);
    await open(page, embed(id));
    const session = await page.context().newCDPSession(page);
    const worker = await workerOf(session);
    const sizes: { page: number; worker: number }[] = [];
    const start = Date.now();
    const warm = start + 0.3 * minutes * 60_000;
    let next = warm;
    const trainings = await train(page, id, start + minutes * 60_000, async () => {
      if (Date.now() < next) return;
      sizes.push({ page: await heapOf(session), worker: await worker() });
      next += 0.07 * minutes * 60_000;
    });
    const list = (of: 'page' | 'worker') => sizes.map((size) => size[of].toFixed(1)).join(', ');
    console.log(`${id}, ${trainings} trainings: page ${list('page')} MiB; worker ${list('worker')} MiB`);
    for (const of of ['page', 'worker'] as const) {
      const [first, last] = [sizes.slice(0, 3), sizes.slice(-3)].map((some) =>
        Math.max(...some.map((size) => size[of])),
      );
      expect(last / first, of).toBeLessThan(1.1);
    }
  });
}
