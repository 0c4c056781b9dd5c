/** Installs the packages of the peers when they are missing or older than their lock file, as the book installs its own. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./peers/', import.meta.url));
/** Where TensorFlow.js's .wasm files are. */
export const wasmFolder = `${folder}node_modules/@tensorflow/tfjs-backend-wasm/dist/`;
const changed = (file: string): number => statSync(folder + file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** @throws Error when npm fails, for instance without a connection. */
export function installPeers(): void {
  if (changed('node_modules/.package-lock.json') >= changed('package-lock.json')) return;
  console.error('Installing the libraries to compare with (once, 440 MB)…');
  // No install scripts: brain.js would build a binding to the graphics card, which is not needed here.
  const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', install, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0)
    throw new Error('The peers could not be installed; `npm run bench -- --peers small-nets,madd-loop` needs none.');
}
