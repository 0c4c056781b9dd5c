// A short run of everything that computes – functions, random numbers, every operation, every optimiser – folded into one
// number. The same in Node and in every browser; a test in a page may import this file and compare with the test beside it.
import {
  activations,
  adam,
  compile,
  dense,
  input,
  momentum,
  random,
  rmsprop,
  scalar,
  sequential,
  sgd,
  softmaxCrossEntropy,
  type ActivationName,
  type Optimizer,
} from '#engine';

/** FNV-1a over the bytes of doubles, lowest byte first, so that the last bit of any number changes the result. */
class Hash {
  #value = 0x811c9dc5;
  readonly #bytes = new DataView(new ArrayBuffer(8));

  add(x: number): void {
    this.#bytes.setFloat64(0, x, true);
    for (let i = 0; i < 8; i++) this.#value = Math.imul(this.#value ^ this.#bytes.getUint8(i), 0x01000193) >>> 0;
  }

  get hex(): string {
    return this.#value.toString(16).padStart(8, '0');
  }
}

/** The elementary functions at a thousand points each. */
function functions(hash: Hash): void {
  const rng = random('functions');
  for (const f of [scalar.exp, scalar.tanh, scalar.sigmoid, scalar.softplus, scalar.erf, scalar.sin, scalar.cos])
    for (let i = 0; i < 1000; i++) hash.add(f(rng.normal(0, 5)));
  for (let i = 0; i < 1000; i++) hash.add(scalar.log(rng.uniform()));
}

/** Thirty steps of a small classifier with the given activation and optimiser. */
function training(hash: Hash, activation: ActivationName, optimizer: Optimizer, kernels: 'fast' | 'plain'): void {
  const rng = random(activation);
  const net = sequential(dense(2, 7, { activation }), dense(7, 5, { activation }), dense(5, 3));
  net.initialise(rng);
  const loss = softmaxCrossEntropy(net.forward(input('x', [11, 2])), input('y', [11]));
  const program = compile({ loss, optimizer, kernels });
  program.feed(
    'x',
    Array.from({ length: 22 }, () => rng.normal()),
  );
  program.feed(
    'y',
    Array.from({ length: 11 }, () => rng.integer(3)),
  );
  for (let step = 0; step < 30; step++) hash.add(program.step());
  for (const values of program.parameters.values()) values.forEach((x) => hash.add(x));
}

/** Eight hexadecimal digits. `fast` takes the SIMD kernels, if somebody has brought them. */
export function fingerprint(kernels: 'fast' | 'plain'): string {
  const hash = new Hash();
  functions(hash);
  for (const activation of Object.keys(activations) as ActivationName[])
    for (const make of [sgd, momentum, rmsprop, adam]) training(hash, activation, make({ rate: 0.02 }), kernels);
  return hash.hex;
}
