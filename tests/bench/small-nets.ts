/** This engine on its relaxed SIMD kernels, where the machine has them: for heavy runs, whose last digits nobody compares. */
import { useMachine } from '../../engine/replay.ts';
import { plain } from '../../engine/simd/build/plain.ts';
import { relaxed } from '../../engine/simd/build/relaxed.ts';
import { simdMachines } from '../../engine/simd/machine.ts';
import { enginePeer } from './engine.ts';
import type { Peer } from './peer.ts';

export function create(): Peer {
  const machines = simdMachines(relaxed);
  useMachine(machines ?? simdMachines(plain));
  return enginePeer(machines === undefined ? 'one thread, no relaxed SIMD here' : 'one thread, relaxed SIMD');
}
