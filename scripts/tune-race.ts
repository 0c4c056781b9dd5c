// Finds for each landscape and each method of the race the best learning rate of the grid, by walking from every tuning
// start with every rate. Writes engine/models/tuned-rates.json; run it by hand after changing a landscape or a method.
import { writeFileSync } from 'node:fs';
import { methods, tune } from '../engine/models/optimizer-race.ts';
import { surfaceNames } from '../engine/models/surface.ts';

const found = Object.fromEntries(
  surfaceNames.map((name) => [
    name,
    Object.fromEntries(
      methods.map((method) => {
        const { rate, score } = tune(name, method);
        console.log(name, method, rate, score.toFixed(1));
        return [method, { rate, score: Number(score.toFixed(2)) }];
      }),
    ),
  ]),
);
writeFileSync(new URL('../engine/models/tuned-rates.json', import.meta.url), `${JSON.stringify(found, null, 2)}\n`);
