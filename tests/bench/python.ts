/**
 * PyTorch as a peer: a process of Python that speaks the same questions and answers over its pipes. Its speed hangs on
 * the processor for which OpenBLAS takes this machine, so several settings are tried; knows nothing of the networks.
 */
import { spawn, spawnSync } from 'node:child_process';
import { arch, availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { line } from './line.ts';
import type { Answer, Question, Runner } from './peer.ts';
import { sideOf, type NetworkId } from './recipes.ts';
import type { Contender } from './rounds.ts';
import { makeWorkload } from './workloads.ts';

const script = fileURLToPath(new URL('./pytorch.py', import.meta.url));

/** A Python that has PyTorch, or undefined; PYTHON names one. */
export function findPython(): string | undefined {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ['python3', '/usr/bin/python3'];
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0);
}

const packed = (list: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>): object => ({
  type: list instanceof Float32Array ? 'float32' : 'int32',
  base64: Buffer.from(list.buffer, list.byteOffset, list.byteLength).toString('base64'),
});

/** Start values and batches go with the question: Python cannot draw them again. */
function withNumbers(question: Question): object {
  if (question.command !== 'prepare') return question;
  const { id, command, workload } = question;
  const side = sideOf(workload);
  if (side !== undefined) return { id, command, side };
  const { parameters, batches, ...rest } = makeWorkload(workload as NetworkId);
  const start = Object.entries(parameters).map(([name, { shape, values }]) => [
    name,
    { shape, values: packed(values) },
  ]);
  const network = {
    ...rest,
    parameters: Object.fromEntries(start) as unknown,
    batches: batches.map(({ x, y }) => ({ x: packed(x), y: packed(y) })),
  };
  return { id, command, network };
}

/** Starts a process; `coreType` is the processor that OpenBLAS shall take this one for, '' what it finds itself. */
export function startPython(python: string, threads: number, coreType = ''): Runner {
  const child = spawn(python, [script], {
    env: {
      ...process.env,
      OMP_NUM_THREADS: String(threads),
      OPENBLAS_NUM_THREADS: String(threads),
      ...(coreType ? { OPENBLAS_CORETYPE: coreType } : {}),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const pipe = line(
    (question) => child.stdin.write(`${JSON.stringify(withNumbers(question))}\n`),
    () => child.kill(),
  );
  createInterface(child.stdout).on('line', (text) => pipe.receive(JSON.parse(text) as Answer));
  child.stdin.on('error', () => undefined); // the exit tells why
  child.on('error', (error) => pipe.fail(error));
  child.on('exit', (code, signal) => pipe.fail(new Error(`python ended with ${signal ?? code ?? 'nothing'}`)));
  return pipe;
}

/** PyTorch on so many threads, in every setting of OpenBLAS that may be its best on this kind of processor. */
export function pytorch(name: 'pytorch' | 'pytorch-all-threads', python: string): Contender {
  const threads = name === 'pytorch' ? 1 : availableParallelism();
  const coreTypes = arch() === 'x64' ? ['', 'Haswell', 'SkylakeX'] : [''];
  const settings = coreTypes.map((coreType) => ({
    setting: coreType === '' ? 'OPENBLAS_CORETYPE unset' : `OPENBLAS_CORETYPE=${coreType}`,
    runner: startPython(python, threads, coreType),
  }));
  return { name, settings };
}
