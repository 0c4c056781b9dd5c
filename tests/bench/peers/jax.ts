/**
 * jax-js on its WebAssembly device: the whole training step, gradients and optimiser included, is one compiled function.
 * Every use of an array but its last takes `.ref`, as the library's ownership asks.
 */
import { defaultDevice, init, jit, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import type { Job, Peer } from '../peer.ts';
import { ADAM, networkIds, productIds } from '../recipes.ts';
import { oneHot, type Batch, type Workload } from '../workloads.ts';
import { networks, type Parameters } from './jax-networks.ts';

type Uploaded = readonly [np.Array, np.Array];

function upload({ batch, model }: Workload, { x, y }: Batch): Uploaded {
  const array = (values: ArrayLike<number>, shape: number[]): np.Array =>
    np.array(Float32Array.from(values)).reshape(shape);
  switch (model.kind) {
    case 'mlp': {
      const outputs = model.sizes[model.sizes.length - 1];
      const targets = model.loss === 'mean squared error' ? y : oneHot(y, outputs);
      return [array(x, [batch, model.sizes[0]]), array(targets, [batch, outputs])];
    }
    case 'cnn':
      return [array(x, [batch, 28, 28, 1]), array(oneHot(y, model.classes), [batch, model.classes])];
    default: {
      const { vocabulary } = model;
      const rows = (ids: ArrayLike<number>): np.Array => array(oneHot(ids, vocabulary), [ids.length, vocabulary]);
      return [rows(x), rows(y)];
    }
  }
}

/** One Adam update of a tree of parameters; the corrections are 1 / (1 − βᵗ). */
function adam(
  rate: number,
  [parameters, velocities, squares]: readonly Parameters[],
  gradients: Parameters,
  [correction1, correction2]: readonly np.Array[],
): Parameters[] {
  const { beta1, beta2, epsilon } = ADAM;
  const nextVelocities = tree.map(
    (velocity: np.Array, gradient: np.Array) => velocity.mul(beta1).add(gradient.ref.mul(1 - beta1)),
    velocities,
    gradients,
  );
  const nextSquares = tree.map(
    (square: np.Array, gradient: np.Array) => square.mul(beta2).add(np.square(gradient).mul(1 - beta2)),
    squares,
    gradients,
  );
  const nextParameters = tree.map(
    (value: np.Array, velocity: np.Array, square: np.Array) => {
      const spread = np.sqrt(square.ref.mul(correction2.ref)).add(epsilon);
      return value.sub(velocity.ref.mul(correction1.ref).mul(rate).div(spread));
    },
    parameters,
    nextVelocities,
    nextSquares,
  );
  correction1.dispose();
  correction2.dispose();
  return [nextParameters, nextVelocities, nextSquares];
}

function prepare(workload: Workload): Job {
  const { optimizer, rate } = workload;
  const batches = workload.batches.map((batch) => upload(workload, batch));
  const start = Object.entries(workload.parameters);
  const filled = (make: (values: Float32Array<ArrayBuffer>, shape: number[]) => np.Array): Parameters =>
    Object.fromEntries(start.map(([name, { shape, values }]) => [name, make(values, [...shape])]));
  const values = filled((list, shape) => np.array(list).reshape(shape));
  const lossOf = networks(workload);
  const gradientsOf = valueAndGrad(lossOf);

  const descend = jit((parameters: Parameters, x: np.Array, y: np.Array): [np.Array, Parameters] => {
    const [loss, gradients] = gradientsOf(tree.ref(parameters), x, y);
    const next = tree.map(
      (value: np.Array, gradient: np.Array) => value.sub(gradient.mul(rate)),
      parameters,
      gradients as Parameters,
    );
    return [loss, next];
  });
  const adapt = jit(
    (state: Parameters[], corrections: np.Array[], x: np.Array, y: np.Array): [np.Array, Parameters[]] => {
      const [loss, gradients] = gradientsOf(tree.ref(state[0]), x, y);
      return [loss, adam(rate, state, gradients as Parameters, corrections)];
    },
  );

  const zeros = (): Parameters => filled((_, shape) => np.zeros(shape));
  let state = optimizer === 'sgd' ? [values] : [values, zeros(), zeros()];
  let steps = 0;
  const correction = (beta: number): np.Array => np.array(1 / (1 - beta ** steps));
  return {
    async step() {
      const [x, y] = batches[steps++ % batches.length];
      let loss: np.Array;
      if (optimizer === 'sgd') [loss, state[0]] = descend(state[0], x.ref, y.ref);
      else [loss, state] = adapt(state, [correction(ADAM.beta1), correction(ADAM.beta2)], x.ref, y.ref);
      return (await loss.data())[0];
    },
    dispose() {
      tree.dispose([...state, ...batches.map(([x, y]) => ({ x, y }))]);
    },
  };
}

export async function create(): Promise<Peer> {
  await init('wasm');
  defaultDevice('wasm');
  return {
    detail: '0.1.25, WebAssembly, one thread',
    runs: [...networkIds, ...productIds],
    prepare,
    multiply(n) {
      const a = np.full([n, n], 0.5);
      const b = np.full([n, n], 0.25);
      const multiply = jit((x: np.Array, y: np.Array): np.Array => np.matmul(x, y));
      return {
        async step() {
          const product = multiply(a.ref, b.ref);
          await product.blockUntilReady();
          product.dispose();
          return 0;
        },
        dispose: () => tree.dispose([a, b]),
      };
    },
  };
}
