/**
 * From its import on, programs that ask for relaxed kernels get them, where the platform has relaxed SIMD. The worker
 * fetches it for jobs that say so; the build of the book never does, so that what it prints is the same everywhere.
 */
import { useMachine } from '../replay.ts';
import { relaxed } from '../simd/build/relaxed.ts';
import { simdMachines } from '../simd/machine.ts';

const machines = simdMachines(relaxed);
useMachine(machines, 'relaxed');

/** Whether the platform has relaxed SIMD; where it has none, the fast kernels have to be fetched instead. */
export const isRelaxed = machines !== undefined;
