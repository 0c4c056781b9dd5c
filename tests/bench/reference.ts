// Writes losses.json: PyTorch's losses of the first ten steps of every network, which workloads.test.ts compares with
// ours. Run it where PyTorch is installed: node tests/bench/reference.ts
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { findPython, startPython } from './python.ts';
import { networkIds } from './recipes.ts';
import { LOSSES } from './rounds.ts';

const python = findPython();
if (python === undefined) throw new Error('There is no Python with PyTorch; PYTHON can name one.');
const pytorch = startPython(python, 1);
await pytorch.ask('load', {});
const reference: Record<string, number[]> = {};
for (const workload of networkIds) {
  await pytorch.ask('prepare', { workload });
  const { losses } = await pytorch.ask('losses', { steps: LOSSES });
  reference[workload] = losses.map((loss) => Number(loss.toPrecision(7)));
}
pytorch.stop();
const file = fileURLToPath(new URL('./losses.json', import.meta.url));
writeFileSync(file, await format(JSON.stringify(reference), { ...(await resolveConfig(file)), filepath: file }));
