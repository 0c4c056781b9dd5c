/** The first step of W1 for any peer, as a page would run it: load the library, make the network, step once. */
import type { CreatePeer, Surroundings } from './peer.ts';
import { makeWorkload } from './workloads.ts';

export async function firstStep(create: CreatePeer, surroundings: Surroundings): Promise<number> {
  const peer = await create(surroundings);
  const job = await peer.prepare(makeWorkload('W1'));
  return job.step();
}
