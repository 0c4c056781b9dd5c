/** The command line of npm run bench, checked. */
import { parseArgs } from 'node:util';
import { networkIds, productIds, type NetworkId, type WorkloadId } from './recipes.ts';
import { peerNames, type PeerName } from './roster.ts';
import type { Effort } from './rounds.ts';

export interface Options extends Effort {
  readonly peers: readonly PeerName[];
  readonly workloads: readonly WorkloadId[];
  readonly node: boolean;
  readonly chromium: boolean;
  /** Where to write the numbers. */
  readonly json: string | undefined;
  /** Networks whose steps are to be taken apart, kernel by kernel, instead of comparing anything. */
  readonly profile: readonly NetworkId[];
  /** Whether the README shall show the tables. */
  readonly readme: boolean;
}

/** A list of known names, in the order in which they are known. */
function names<Name extends string>(option: string, known: readonly Name[], asked: string | undefined): Name[] {
  if (asked === undefined) return [...known];
  const list = asked.split(',');
  const unknown = list.find((name) => !known.some((other) => other === name));
  if (unknown !== undefined) throw new RangeError(`bench: no ${option} '${unknown}'; there is ${known.join(', ')}`);
  return known.filter((name) => list.includes(name));
}

function positive(option: string, asked: string): number {
  const value = Number(asked);
  if (!(value > 0 && value < Infinity)) throw new RangeError(`bench: invalid --${option}: ${asked}`);
  return value;
}

/** @throws RangeError for an unknown name or a number that is none, TypeError for an unknown option. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '7' },
      slice: { type: 'string', default: '250' },
      warmup: { type: 'string', default: '800' },
      peers: { type: 'string' },
      workloads: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'string' },
      profile: { type: 'string' },
      readme: { type: 'boolean', default: false },
    },
  });
  const places = names('place', ['node', 'chromium'], values.only);
  return {
    rounds: Math.ceil(positive('rounds', values.rounds)),
    slice: positive('slice', values.slice),
    warmup: positive('warmup', values.warmup),
    peers: names('peer', peerNames, values.peers),
    workloads: names('workload', [...networkIds, ...productIds], values.workloads),
    node: places.includes('node'),
    chromium: places.includes('chromium'),
    json: values.json,
    profile: values.profile === undefined ? [] : names('network', networkIds, values.profile),
    readme: values.readme,
  };
}
