// Runs exported scripts with PyTorch, where a Python that has it is found.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PyTorchScript } from '#engine/export';

const has = (python: string) => spawnSync(python, ['-c', 'import torch, numpy']).status === 0;

/** A Python with PyTorch: the first on the path, or the system's own. */
export const python = ['python3', '/usr/bin/python3'].find(has);

/** Says in a test's name why it did not run. */
export const reason = python === undefined ? ' (left out: no Python here has PyTorch)' : '';

/** Runs every script in one process after the other, since starting PyTorch takes longer than they do. */
const inTurn = `
import runpy, sys
for path in sys.argv[1:]:
    print("script", path, flush=True)
    runpy.run_path(path, run_name="__main__")
`;

interface Result {
  status: number | null;
  out: string;
  problem: string;
}

/** @param signal ends it before its time */
function start(
  args: readonly string[],
  environment: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, OMP_NUM_THREADS: '1', ...environment };
    const child = spawn(python ?? '', args, { env, timeout: 240_000, signal });
    const result: Result = { status: null, out: '', problem: '' };
    child.stdout.on('data', (text: Buffer) => (result.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (result.problem += text.toString()));
    child.on('error', reject);
    child.on('close', (status) => resolve({ ...result, status }));
  });
}

/** Writes scripts with their files into a folder of their own, for as long as `use` takes. */
async function inFolder<T>(scripts: readonly PyTorchScript[], use: (paths: string[]) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'small-nets-'));
  try {
    const paths = scripts.map(({ script, files }, i) => {
      const path = join(folder, `script${i}.py`);
      writeFileSync(path, script);
      for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
      return path;
    });
    return await use(paths);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What each script prints. */
export const runTorch = (scripts: readonly PyTorchScript[]): Promise<string[]> =>
  inFolder(scripts, async (paths) => {
    const { status, out, problem } = await start(['-c', inTurn, ...paths]);
    if (status !== 0) throw new Error(`PyTorch: ${problem}\n${out}`);
    return out.split(/^script .*\n/m).slice(1);
  });

/** A port that nobody listens at. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/**
 * One script on several processes, with the variables that torchrun sets for `world` of them; what the first says. When one
 * fails the others, which would wait for it for ever, are ended.
 */
export const runParallel = (script: PyTorchScript, world: number, processes = world): Promise<Result> =>
  inFolder([script], async ([path]) => {
    const shared = { WORLD_SIZE: String(world), MASTER_ADDR: '127.0.0.1', MASTER_PORT: String(await freePort()) };
    const failure = new AbortController();
    const ranks = Array.from({ length: processes }, async (_, rank) => {
      const result = await start([path], { ...shared, RANK: String(rank) }, failure.signal);
      if (result.status !== 0 && processes > 1) {
        failure.abort();
        throw new Error(`PyTorch, process ${rank}: ${result.problem}\n${result.out}`);
      }
      return result;
    });
    const [first] = await Promise.all(ranks);
    return first;
  });

/** The losses that a training script prints. */
export const lossesIn = (out: string): number[] =>
  [...out.matchAll(/^step \d+: loss (\S+)$/gm)].map(([, loss]) => Number(loss));
