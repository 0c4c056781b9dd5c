// Ten minutes of training in the worker, run after run, by the figures that work it hardest: what page and worker hold, buffers
// included, is at the end of the last training within ten per cent of what it was at the end of the first.
import type { CDPSession } from '@playwright/test';
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

for (const id of ['cnn-live', 'tiny-gpt']) {
  test(`${id} trains for ${minutes} minutes in flat memory`, async ({ page }) => {
    test.setTimeout(0);
    await open(page, embed(id));
    const session = await page.context().newCDPSession(page);
    const worker = await workerOf(session);
    const figure = figureOn(page, id);
    const run = runOf(figure);
    /** Held at the end of each training, when the page has all that it may be wound back to. */
    const held: { page: number; worker: number }[] = [];
    await run.click();
    for (const end = Date.now() + minutes * 60_000; Date.now() < end || held.length < 2;) {
      await page.waitForTimeout(1000);
      if (/Pause|Cancel/.test(await run.innerText())) continue;
      held.push({ page: await heapOf(session), worker: await worker() });
      await figure.getByRole('button', { name: 'Back to the start' }).click();
      await run.click();
    }
    const list = (of: 'page' | 'worker') => held.map((one) => one[of].toFixed(1)).join(', ');
    console.log(`${id}, ${held.length} trainings: page ${list('page')} MiB; worker ${list('worker')} MiB`);
    for (const of of ['page', 'worker'] as const) expect(held[held.length - 1][of] / held[0][of], of).toBeLessThan(1.1);
  });
}
