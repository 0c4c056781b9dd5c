// Trains the networks of the figure on weights under pressure, ten for each penalty and strength, and writes their means to
// engine/models/pressed-nets.json. Run it with `node scripts/weights-under-pressure.ts`; the same seeds give the same file.
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { pressNet } from '../engine/models/pressed-net.ts';
import {
  PRESSED_SEEDS,
  strengths,
  type PressedNetsFile,
  type RecordedPressing,
} from '../engine/models/pressed-nets.ts';
import { UPDATES, type Pressing, type PressedNet } from '../engine/models/pressing.ts';

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** Ten trainings that differ in their seed, as they are recorded. */
export function pressTen(pressing: Omit<Pressing, 'seed'>): RecordedPressing {
  const nets = Array.from({ length: PRESSED_SEEDS }, (_, i) => pressNet({ ...pressing, seed: i + 1 })(UPDATES));
  const mean = (of: (net: PressedNet) => number, digits = 4) =>
    round(nets.reduce((sum, net) => sum + of(net), 0) / nets.length, digits);
  const span = (of: (net: PressedNet) => number): [number, number] => {
    const all = nets.map(of);
    return [round(Math.min(...all), 4), round(Math.max(...all), 4)];
  };
  const counts = (kind: 'measures' | 'dice') =>
    nets[0].counts[kind].map((_, bin) => mean((net) => net.counts[kind][bin], 1));
  return {
    training: mean((net) => net.training),
    heldOut: mean((net) => net.heldOut),
    right: mean((net) => net.right),
    zeros: mean((net) => net.zeros, 1),
    zeroDice: mean((net) => net.zeroDice, 1),
    measuresUsed: mean((net) => net.measuresUsed, 1),
    diceUsed: mean((net) => net.diceUsed, 1),
    counts: { measures: counts('measures'), dice: counts('dice') },
    spans: { heldOut: span((net) => net.heldOut), zeros: span((net) => net.zeros), right: span((net) => net.right) },
  };
}

if (import.meta.main) {
  const file: PressedNetsFile = {
    none: pressTen({ penalty: 'none', strength: 0 }),
    l1: strengths.map((strength) => pressTen({ penalty: 'l1', strength })),
    l2: strengths.map((strength) => pressTen({ penalty: 'l2', strength })),
    slope: strengths.map((strength) => pressTen({ penalty: 'l1', strength, way: 'slope' })),
  };
  for (const [name, rows] of Object.entries(file))
    for (const row of [rows].flat() as RecordedPressing[])
      console.log(
        name,
        row.heldOut,
        row.spans.heldOut,
        'zeros',
        row.zeros,
        row.spans.zeros,
        'used',
        row.measuresUsed,
        row.diceUsed,
        'right',
        row.right,
      );
  const path = new URL('../engine/models/pressed-nets.json', import.meta.url);
  writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
}
