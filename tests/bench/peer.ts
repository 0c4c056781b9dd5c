/**
 * What a library must offer to be timed, and the messages by which it is driven wherever it lives: a thread of Node, a
 * worker of a browser, a process of Python. Knows no library and no transport.
 */
import type { WorkloadId } from './recipes.ts';
import type { Workload } from './workloads.ts';

/** Something ready to be repeated. */
export interface Job {
  /** One training step, update included; returns the loss as a number. For a product: one product, and 0. */
  step(): number | Promise<number>;
  /** Frees what the library does not free by itself. */
  dispose?(): void;
}

export interface Peer {
  /** What it is, for the report: version, threads, ways round what it lacks. */
  readonly detail: string;
  readonly runs: readonly WorkloadId[];
  prepare(workload: Workload): Job | Promise<Job>;
  /** The product of two matrices [n, n]. */
  multiply?(n: number): Job | Promise<Job>;
}

/** What differs between Node and a browser. */
export interface Surroundings {
  /** Folder of TensorFlow.js's .wasm files: a path in Node, a URL in a browser. */
  readonly wasmFolder: string;
}

/** What the module of every peer exports as `create`. */
export type CreatePeer = (surroundings: Surroundings) => Peer | Promise<Peer>;

/** What can be asked of a peer, and what it answers. */
export interface Commands {
  /** Loads the library. */
  load: { ask: object; answer: Pick<Peer, 'detail' | 'runs'> };
  /** Makes one workload ready, and forgets the last. */
  prepare: { ask: { workload: WorkloadId }; answer: object };
  /** The losses of so many steps, one by one. */
  losses: { ask: { steps: number }; answer: { losses: number[] } };
  /** Steps until the time is over, at least one; the time in milliseconds. */
  slice: { ask: { milliseconds: number }; answer: { steps: number; milliseconds: number } };
}

export type Command = keyof Commands;

/** One question; the answer carries its number. */
export type Question = { [C in Command]: { id: number; command: C } & Commands[C]['ask'] }[Command];

export type Answer = { id: number; answer: unknown } | { id: number; error: string };

/** A peer at the other end of a line. */
export interface Runner {
  /** Rejects with the library's own message when it fails. */
  ask<C extends Command>(command: C, ask: Commands[C]['ask']): Promise<Commands[C]['answer']>;
  stop(): void;
}
