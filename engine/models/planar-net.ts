/**
 * The nets of the playground as programs train them: built of layers, with their loss; and all that training changes as one
 * list of numbers. Knows neither data nor how training goes.
 */
import { dense, dropout as dropoutLayer, sequential, type Layer, type Sequential } from '../nn/index.ts';
import { meanSquaredError, reshape, sigmoidCrossEntropy, softmaxCrossEntropy } from '../operations.ts';
import type { Program } from '../program.ts';
import { random } from '../random.ts';
import type { Tensor } from '../tensor.ts';
import { initialisers, sizesOf, type Answer, type PlanarNetOptions } from './planar-shape.ts';

/** The net with its initial numbers. Its layers are called hidden1, hidden2 …, output. */
export function planarNet(options: PlanarNetOptions): Sequential {
  const { layers, init, seed, dropout = 0 } = options;
  const sizes = sizesOf(options);
  const initialiser = initialisers[init];
  const list = layers.flatMap(({ neurons, activation }, i): Layer[] => [
    dense(sizes[i], neurons, { activation, initialiser, name: `hidden${i + 1}` }),
    ...(dropout > 0 ? [dropoutLayer(dropout, { seed, name: `dropout${i + 1}` })] : []),
  ]);
  const net = sequential(...list, dense(sizes.at(-2) ?? 1, sizes.at(-1) ?? 1, { initialiser, name: 'output' }));
  net.initialise(random(seed).fork('weights'));
  return net;
}

/** The loss of the answers [batch, outputs] to targets [batch]: classes from 0, or values. */
export function planarLoss(answer: Answer, outputs: Tensor, targets: Tensor): Tensor {
  if (answer === 'softmax') return softmaxCrossEntropy(outputs, targets);
  const flat = reshape(outputs, targets.shape);
  return answer === 'sigmoid' ? sigmoidCrossEntropy(flat, targets) : meanSquaredError(flat, targets);
}

/** The parameters of a program, and the running averages that its optimiser keeps of them, one list after the other. */
export function packState(program: Program, net: Sequential): Float32Array {
  const kept = program.optimizer?.averages ?? 0;
  const views = net.parameters.map((tensor) => program.value(tensor));
  for (let which = 0; which < kept; which++)
    views.push(...net.parameters.map((tensor) => program.averages(tensor)[which]));
  const packed = new Float32Array(views.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const view of views) {
    packed.set(view, at);
    at += view.length;
  }
  return packed;
}

/** The inverse; averages of another optimiser are left out, and the program's own begin at zero. */
export function unpackState(program: Program, net: Sequential, packed: Float32Array): void {
  const kept = program.optimizer?.averages ?? 0;
  const count = net.parameters.reduce((sum, { size }) => sum + size, 0);
  let at = 0;
  const take = (view: { length: number; set(values: Float32Array): void }): void => {
    view.set(packed.subarray(at, at + view.length));
    at += view.length;
  };
  for (const tensor of net.parameters) take(program.value(tensor));
  const isSame = packed.length === count * (1 + kept);
  for (let which = 0; which < kept; which++)
    for (const tensor of net.parameters) {
      const view = program.averages(tensor)[which];
      if (isSame) take(view);
      else view.fill(0);
    }
}
