// Trains the small network of engine/models/net-slice.ts from a seed and records a slice through its loss: the plane
// that holds the weights it began with, the weights it was trained to, and one random direction, scaled part by part to
// the trained weights as in Li et al. (2018). Writes engine/models/net-slice.json; run it by hand.
import { writeFileSync } from 'node:fs';
import { adam, compile, parameter, random, type Program } from '../engine/index.ts';
import { bounds, type Place } from '../engine/models/landscapes.ts';
import { netLoss, PARAMETERS, parts, shapes } from '../engine/models/net-slice.ts';

const SEED = 3;
const STEPS = 400;
const RATE = 0.03;
/** Half the map between the weights before and after training. */
const BEGUN: Place = [-2, 0];
const TRAINED: Place = [2, 0];
const COLUMNS = 41;
const ROWS = 31;

const names = ['W', 'b', 'v', 'c'] as const;
const norm = (values: readonly number[]) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));

function program(theta: readonly number[]): Program {
  const at = parts(theta);
  const tensors = names.map((name) => parameter(name, shapes[name], at[name]));
  const loss = netLoss({ W: tensors[0], b: tensors[1], v: tensors[2], c: tensors[3] });
  return compile({ loss, optimizer: adam({ rate: RATE }), dtype: 'float64' });
}

const read = (net: Program): number[] => names.flatMap((name) => [...net.value(name)]);

/** A random direction whose parts are as long as the trained weights' parts. */
function randomDirection(trained: readonly number[]): number[] {
  const rng = random(SEED).fork('direction');
  const raw = parts(Array.from({ length: PARAMETERS }, () => rng.normal()));
  const scale = parts(trained);
  return names.flatMap((name) => raw[name].map((v) => (v * norm(scale[name])) / norm(raw[name])));
}

export function recordSlice() {
  const rng = random(SEED);
  const begun = Array.from({ length: PARAMETERS }, () => rng.normal(0, 0.7));
  const net = program(begun);
  for (let i = 0; i < STEPS; i++) net.step();
  const trained = read(net);
  const across = trained.map((v, i) => (v - begun[i]) / (TRAINED[0] - BEGUN[0]));
  const origin = trained.map((v, i) => (v + begun[i]) / 2);
  const unit = norm(across);
  const direction = randomDirection(trained);
  const overlap = direction.reduce((sum, v, i) => sum + v * across[i], 0) / unit ** 2;
  const upright = direction.map((v, i) => v - overlap * across[i]);
  const along = upright.map((v) => (v * unit) / norm(upright));

  const weightsAt = ([x, y]: Place) => origin.map((v, i) => v + x * across[i] + y * along[i]);
  const heightAt = (place: Place): number => {
    const at = parts(weightsAt(place));
    for (const name of names) net.set(name, at[name]);
    net.forward();
    return net.loss;
  };
  const x = (i: number) => bounds.x[0] + ((bounds.x[1] - bounds.x[0]) * i) / (COLUMNS - 1);
  const y = (j: number) => bounds.y[0] + ((bounds.y[1] - bounds.y[0]) * j) / (ROWS - 1);
  const heights: number[] = [];
  for (let j = 0; j < ROWS; j++)
    for (let i = 0; i < COLUMNS; i++) heights.push(Number(heightAt([x(i), y(j)]).toPrecision(5)));

  // The lowest place of the slice: from the lowest point of the grid, by ever finer steps.
  const lowest = heights.indexOf(Math.min(...heights));
  let at: Place = [x(lowest % COLUMNS), y(Math.floor(lowest / COLUMNS))];
  for (let step = 0.1; step > 1e-7;) {
    const around: Place[] = [
      [at[0] + step, at[1]],
      [at[0] - step, at[1]],
      [at[0], at[1] + step],
      [at[0], at[1] - step],
    ];
    const better = around.find((place) => heightAt(place) < heightAt(at));
    if (better) at = better;
    else step /= 2;
  }
  const tidy = (values: readonly number[]) => values.map((v) => Number(v.toPrecision(12)));
  return {
    seed: SEED,
    steps: STEPS,
    rate: RATE,
    origin: tidy(origin),
    across: tidy(across),
    along: tidy(along),
    begun: BEGUN,
    trained: TRAINED,
    starts: [-3.5, -2, -0.5, 1].flatMap((sx) => [-2.5, -0.8, 0.8, 2.5].map((sy) => [sx, sy])),
    lowest: { at: tidy(at), loss: Number(heightAt(at).toPrecision(12)) },
    columns: COLUMNS,
    rows: ROWS,
    heights,
  };
}

if (import.meta.main) {
  const record = recordSlice();
  writeFileSync(new URL('../engine/models/net-slice.json', import.meta.url), `${JSON.stringify(record)}\n`);
  console.log('lowest', record.lowest, 'highest', Math.max(...record.heights));
}
