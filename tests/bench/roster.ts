/** Who is compared, and where each is found. Knows nothing of how they work. */
import type { NetworkId } from './recipes.ts';

export const peerNames = [
  'small-nets',
  'small-nets-default',
  'tfjs-cpu',
  'tfjs-wasm',
  'jax-js',
  'convnetjs',
  'brain.js',
  'pytorch',
  'pytorch-all-threads',
  'madd-loop',
] as const;
export type PeerName = (typeof peerNames)[number];

/** PyTorch is a process of its own; all others are modules that run in Node and in a browser. */
export type PythonName = Extract<PeerName, `pytorch${string}`>;
export type ModuleName = Exclude<PeerName, PythonName>;

export const modules: Readonly<Record<ModuleName, string>> = {
  'small-nets': './small-nets.ts',
  'small-nets-default': './small-nets-default.ts',
  'tfjs-cpu': './peers/tfjs-cpu.ts',
  'tfjs-wasm': './peers/tfjs-wasm.ts',
  'jax-js': './peers/jax.ts',
  convnetjs: './peers/convnet.ts',
  'brain.js': './peers/brain.ts',
  'madd-loop': './madd-loop.ts',
};

export const isModule = (name: PeerName): name is ModuleName => name in modules;

/** Whether a peer needs the packages of `peers/`. */
export const isInstalled = (name: PeerName): boolean => isModule(name) && modules[name].startsWith('./peers/');

/** Those that train: the loop of multiply-adds is a limit, not a library. */
export const trains = (name: PeerName): boolean => name !== 'madd-loop';

const adadelta = 'has no Adam and takes adadelta';
const byExample = 'has no update by batches, only by examples, and start values of its own';

/** Why a peer's losses cannot be those of all others; they are told apart for it. */
export const otherMathematics: Readonly<Partial<Record<PeerName, Readonly<Partial<Record<NetworkId, string>>>>>> = {
  convnetjs: { W2: adadelta, W3: adadelta, W4: adadelta },
  'brain.js': { W1: byExample, W2: byExample },
};
