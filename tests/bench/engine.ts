/**
 * This engine as a peer, as anyone would use it: each network is written in ordinary code over #engine, traced, compiled
 * and stepped. It knows nothing of plans and kernels.
 */
import { adam, compile, input, matmul, sgd, type Program } from '#engine';
import { recordLoss } from './networks.ts';
import type { Peer } from './peer.ts';
import { ADAM, networkIds, productIds } from './recipes.ts';
import type { Workload } from './workloads.ts';

export interface Trained {
  readonly program: Program;
  /** Feeds the batch whose turn it is. */
  feed(): void;
}

/** A workload's network, ready to be trained on the kernels that the engine has at the time. */
export function trainedBy(workload: Workload): Trained {
  const { optimizer, rate, batches } = workload;
  const program = compile({
    loss: recordLoss(workload),
    optimizer: optimizer === 'sgd' ? sgd({ rate }) : adam({ rate, ...ADAM }),
    kernels: 'fast',
  });
  let turn = 0;
  return {
    program,
    feed() {
      const { x, y } = batches[turn++ % batches.length];
      program.feed('x', x);
      program.feed('y', y);
    },
  };
}

/** The engine on the kernels that it has at the time. */
export function enginePeer(detail: string): Peer {
  return {
    detail,
    runs: [...networkIds, ...productIds],

    prepare(workload: Workload) {
      const { program, feed } = trainedBy(workload);
      return {
        step() {
          feed();
          return program.step();
        },
      };
    },

    multiply(n) {
      const program = compile({ outputs: [matmul(input('a', [n, n]), input('b', [n, n]))], kernels: 'fast' });
      program.feed('a', new Float32Array(n * n).fill(0.5));
      program.feed('b', new Float32Array(n * n).fill(0.25));
      return {
        step() {
          program.forward();
          return 0;
        },
      };
    },
  };
}
