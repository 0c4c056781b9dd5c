/**
 * Installs the packages of the peers when they are missing or older than their lock file, as the book installs its own.
 * With them comes a newer Node for the bench: the V8 of Node 22 keeps fewer vectors in registers than browsers do today,
 * and a matrix product in WebAssembly takes twice the time there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./peers/', import.meta.url));
/** Where TensorFlow.js's .wasm files are. */
export const wasmFolder = `${folder}node_modules/@tensorflow/tfjs-backend-wasm/dist/`;
const changed = (file: string): number => statSync(folder + file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** @throws Error when npm fails, for instance without a connection. */
export function installPeers(): void {
  if (changed('node_modules/.package-lock.json') >= changed('package-lock.json')) return;
  console.error('Installing the libraries to compare with (once, 630 MB)…');
  // No install scripts: brain.js would build a binding to the graphics card, which is not needed here.
  const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', install, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0)
    throw new Error('The peers could not be installed; `npm run bench -- --peers small-nets,madd-loop` needs none.');
}

/** The Node that came with the peers, or undefined when it is missing or not newer than the one that runs this. */
export function newerNode(): string | undefined {
  const path = ['node', 'node.exe']
    .map((name) => `${folder}node_modules/.bin/${name}`)
    .find((file) => existsSync(file));
  if (path === undefined) return undefined;
  const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  const [theirs, ours] = [version.replace('v', ''), process.versions.node].map((text) => Number.parseInt(text, 10));
  return theirs > ours ? path : undefined;
}
