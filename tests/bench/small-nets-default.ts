/** This engine as the pages of the book have it: on SIMD kernels that give the same bits on every machine. */
import '../../engine/worker/fast.ts';
import { enginePeer } from './engine.ts';
import type { Peer } from './peer.ts';

export const create = (): Peer => enginePeer('one thread, SIMD with the same bits everywhere');
