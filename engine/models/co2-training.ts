// Trains a small GRU to say next month's carbon dioxide: all windows of 24 months at every update, Adam, a rate that falls along half a
// cosine.
import { dense, gru } from '../nn/index.ts';
import { index, meanSquaredError, reshape } from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { cosine } from '../schedules.ts';
import { input } from '../tensor.ts';
import {
  co2Back,
  CO2_EVERY,
  CO2_FROM,
  CO2_HIDDEN,
  co2Shown,
  CO2_STEPS,
  CO2_TEST,
  CO2_WINDOW,
  type Co2Setting,
} from './co2-forecast.ts';

const RATE = 0.02;

export interface Co2Reading {
  /** Updates made so far. */
  step: number;
  /** Mean squared error over the months learned from, in units of the view's own deviation. */
  loss: number;
  /** Parts per million, for each test month. */
  forecasts: Float32Array;
}

/** The reading before training, and one after every ten updates. */
export function* trainCo2({ view, seed }: Co2Setting): Generator<Co2Reading, void, void> {
  const { values, from, mean, deviation } = co2Shown(view);
  const luck = random(seed);
  const cell = gru(1, CO2_HIDDEN, { name: 'cell' });
  const end = dense(CO2_HIDDEN, 1, { name: 'end' });
  for (const layer of [cell, end]) layer.initialise(luck.fork(layer.name));
  const net = (months: number) => {
    const x = input('x', [CO2_WINDOW, months, 1]);
    return { x, y: reshape(end.forward(index(cell.forward(x), CO2_WINDOW - 1)), [months]).named('y') };
  };
  /** The windows before some months in a row, time first. */
  const windows = (first: number, months: number) =>
    Float32Array.from({ length: CO2_WINDOW * months }, (_, i) => {
      const [step, month] = [Math.floor(i / months), i % months];
      return values[first + month - CO2_WINDOW + step];
    });

  const known = CO2_FROM - from - CO2_WINDOW;
  const [learned, tested] = [net(known), net(CO2_TEST)];
  const loss = meanSquaredError(learned.y, input('targets', [known]));
  const optimizer = adam({ rate: RATE, clip: { norm: 1 } });
  const program = compile({ loss, optimizer, kernels: 'fast', readable: 'asked' });
  program.feed(learned.x, windows(from + CO2_WINDOW, known));
  program.feed('targets', values.subarray(from + CO2_WINDOW, CO2_FROM));
  const exam = compile({ outputs: [tested.y], kernels: 'fast', readable: 'asked' });
  exam.feed(tested.x, windows(CO2_FROM, CO2_TEST));

  const schedule = cosine({ steps: CO2_STEPS });
  for (let step = 0; step <= CO2_STEPS; step++) {
    program.forward();
    const now = program.loss;
    if (step % CO2_EVERY === 0) {
      exam.load(program.parameters);
      exam.forward();
      const said = exam.value(tested.y);
      yield {
        step,
        loss: now,
        forecasts: Float32Array.from(said, (value, i) => co2Back[view](value * deviation + mean, CO2_FROM + i)),
      };
    }
    if (step === CO2_STEPS) return;
    program.backward();
    optimizer.rate = RATE * schedule(step);
    program.update();
  }
}
