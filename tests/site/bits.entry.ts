// What bits.spec.ts runs in the browser: the fingerprint, with the SIMD kernels that the worker has.
import '../../engine/worker/fast.ts';

export { fingerprint } from '../engine/fingerprint.ts';
