// A run of batch-run.ts as it goes: batches dealt and learnt one after the other, and the loss over all points read on the way.
import { dense, sequential } from '../nn/index.ts';
import { reshape, sigmoidCrossEntropy } from '../operations.ts';
import { sgd } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { input } from '../tensor.ts';
import { batchRunPoints, batchRunReader, LOOKS, PASSES, POINTS, type BatchRunSetting } from './batch-run.ts';

/** The mean loss over all points after 0, 64, 128, … looks; the last comes after 20 passes. */
export function* batchRun({ size, rate, seed }: BatchRunSetting): Generator<number, void, void> {
  const net = sequential(dense(2, 8, { activation: 'tanh', name: 'hidden' }), dense(8, 1, { name: 'output' }));
  const luck = random(seed);
  net.initialise(luck.fork('weights'));

  const { places, classes } = batchRunPoints();
  const x = input('x', [size, 2]);
  const targets = input('targets', [size]);
  const loss = sigmoidCrossEntropy(reshape(net.forward(x), [size]), targets);
  const program = compile({ loss, optimizer: sgd({ rate }) });
  const read = batchRunReader();
  const weights = new Float32Array(net.parameters.reduce((sum, tensor) => sum + tensor.size, 0));
  const reading = (): number => {
    let at = 0;
    for (const parameter of net.parameters) {
      weights.set(program.value(parameter), at);
      at += parameter.size;
    }
    return read(weights);
  };
  let latest = reading();
  yield latest;
  const batch = { x: new Float32Array(2 * size), targets: new Float32Array(size) };

  for (let pass = 0; pass < PASSES; pass++) {
    const order = luck.fork(`pass ${pass}`).permutation(POINTS);
    for (let dealt = 0; dealt < POINTS; dealt += size) {
      for (let i = 0; i < size; i++) {
        const point = order[dealt + i];
        batch.x.set(places.subarray(2 * point, 2 * point + 2), 2 * i);
        batch.targets[i] = classes[point];
      }
      program.feed(x, batch.x);
      program.feed(targets, batch.targets);
      program.step();
      const looks = pass * POINTS + dealt + size;
      if (looks % LOOKS !== 0) continue;
      // A batch of 256 is one update: until it is made, the loss stays what it was.
      for (let k = 1; k < size / LOOKS; k++) yield latest;
      latest = reading();
      yield latest;
    }
  }
}
