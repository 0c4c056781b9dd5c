/**
 * Imported for its effect: from here on, programs that train in float32 run on the SIMD kernels, where there are any. The
 * worker, the build of the book and the tests import it; the page does not train and stays with the plain ones.
 */
import { useMachine } from '../replay.ts';
import { simdMachines } from '../simd/machine.ts';

useMachine(simdMachines());
