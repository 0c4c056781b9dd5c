/**
 * The end of the line where the library is: answers questions about one peer, and holds the clock, so that no message is
 * in the time measured. Runs in a thread of Node and in a worker of a browser alike.
 */
import type { Answer, CreatePeer, Job, Peer, Question, Surroundings } from './peer.ts';
import { sideOf, type NetworkId, type WorkloadId } from './recipes.ts';
import { makeWorkload } from './workloads.ts';

interface Slice {
  readonly steps: number;
  readonly milliseconds: number;
}

/** Fast steps run in bursts of about two milliseconds, because reading the clock may cost as much as such a step. */
async function slice({ step }: Job, milliseconds: number): Promise<Slice> {
  let [steps, burst] = [0, 1];
  const start = performance.now();
  for (;;) {
    for (let i = 0; i < burst; i++) {
      const loss = step();
      if (typeof loss !== 'number') await loss;
    }
    steps += burst;
    const elapsed = performance.now() - start;
    if (elapsed >= milliseconds) return { steps, milliseconds: elapsed };
    burst = Math.min(2 * burst, Math.max(1, Math.floor((2 * steps) / Math.max(elapsed, 0.1))));
  }
}

function prepare(peer: Peer, id: WorkloadId): Job | Promise<Job> {
  const side = sideOf(id);
  if (side === undefined) return peer.prepare(makeWorkload(id as NetworkId));
  if (peer.multiply === undefined) throw new Error(`${id}: this library multiplies no matrices`);
  return peer.multiply(side);
}

/** Returns the function that takes questions; `post` sends the answers. */
export function serve(create: CreatePeer, surroundings: Surroundings, post: (answer: Answer) => void) {
  let peer: Peer | undefined;
  let job: Job | undefined;
  const ready = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('asked before it was ready');
    return thing;
  };

  async function answer(question: Question): Promise<object> {
    switch (question.command) {
      case 'load': {
        peer = await create(surroundings);
        return { detail: peer.detail, runs: peer.runs };
      }
      case 'prepare':
        job?.dispose?.();
        job = await prepare(ready(peer), question.workload);
        return {};
      case 'losses': {
        const losses: number[] = [];
        for (let i = 0; i < question.steps; i++) losses.push(await ready(job).step());
        return { losses };
      }
      case 'slice':
        return slice(ready(job), question.milliseconds);
    }
  }

  return async (question: Question): Promise<void> => {
    const { id } = question;
    try {
      post({ id, answer: await answer(question) });
    } catch (error) {
      post({ id, error: error instanceof Error ? error.message : String(error) });
    }
  };
}
