/**
 * Imported for its effect: from here on, programs that ask for fast kernels get the SIMD ones, where there are any. The
 * worker fetches it for jobs that say so; the build of the book and the tests always have it.
 */
import { useMachine } from '../replay.ts';
import { plain } from '../simd/build/plain.ts';
import { simdMachines } from '../simd/machine.ts';

useMachine(simdMachines(plain));
