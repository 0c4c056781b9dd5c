// The forward pass of the thread's network as frames: first nothing but the inputs, then one neuron a frame, or one layer.
import { threadPass, type NeuronPass, type ThreadNeuron, type ThreadNumbers } from '../models/thread-pass.ts';
import { defineJob } from './job.ts';

export interface ForwardFrame {
  /** What has been computed so far. */
  done: Readonly<Record<ThreadNeuron, NeuronPass | null>>;
  /** What this frame added. */
  latest: readonly ThreadNeuron[];
}

export const forward = defineJob<{ numbers: ThreadNumbers; by: 'neuron' | 'layer' }, ForwardFrame>({
  name: 'forward',
  *run({ numbers, by }) {
    const pass = threadPass(numbers);
    const order: ThreadNeuron[][] = by === 'layer' ? [['h1', 'h2'], ['p']] : [['h1'], ['h2'], ['p']];
    let done: ForwardFrame['done'] = { h1: null, h2: null, p: null };
    yield { done, latest: [] };
    for (const latest of order) {
      done = { ...done, ...Object.fromEntries(latest.map((neuron) => [neuron, pass[neuron]])) };
      yield { done, latest };
    }
  },
});
