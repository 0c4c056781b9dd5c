// Trains the folding networks of chapter 4, each from all its starts, and writes what the book keeps of them: the network of
// one start, how many points each start got right, and the best straight line along its way. Run by hand after a change of
// the recipe: `node scripts/fold.ts`.
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { foldPoints } from '../engine/models/fold-points.ts';
import { PICTURES, type FoldRecord } from '../engine/models/folds.ts';
import { widestCut } from '../engine/models/widest-cut.ts';
import { wayThrough } from '../engine/models/fold-way.ts';
import { foldRecipes, foldRight, foldSeeds, trainFold } from '../engine/models/train-fold.ts';

const records: Record<string, FoldRecord> = {};
for (const [name, recipe] of Object.entries(foldRecipes)) {
  const net = trainFold(recipe);
  const right = foldSeeds.map((seed) => foldRight(trainFold({ ...recipe, seed }), recipe.set));
  const lines = Array.from({ length: PICTURES + 1 }, (_, picture) => {
    const at = wayThrough(net, picture / PICTURES);
    const cut = widestCut(foldPoints[recipe.set]().map(({ inputs, target }) => ({ inputs: [...at(inputs)], target })));
    return { angle: Number(cut.angle.toFixed(6)), offset: Number(cut.offset.toFixed(6)), mistakes: cut.mistakes };
  });
  records[name] = { set: recipe.set, net, right, lines };
  console.log(name, right.join(' '), 'best lines miss', lines.map(({ mistakes }) => mistakes).join(' '));
}
const text = await format(JSON.stringify(records), { parser: 'json', printWidth: 120 });
writeFileSync(new URL('../engine/models/folds.json', import.meta.url), text);
