/**
 * Pinned runs: their settings as a link, their curves and what they cost; kept on this device, merged between tabs, saved to a
 * file and read from one. What is read is trusted with nothing.
 */
import type { PlaygroundFrame } from '#engine/jobs';
import { curveOf, type LossCurve } from './overlay.ts';

export interface Pin {
  readonly id: string;
  readonly name: string;
  /** The query of a link to these settings. */
  readonly query: string;
  readonly curve: LossCurve;
  /** Parameters, updates, examples looked at, and multiply-adds, forward and back. */
  readonly cost: {
    readonly parameters: number;
    readonly updates: number;
    readonly examples: number;
    readonly sums: number;
  };
  /** Right answers on training and test points, of how many; nothing for values. */
  readonly right?: readonly [train: number, of: number, test: number, of: number];
}

const KEY = 'small-nets:pins:1';
/** Points of a curve that are kept. */
const MOST_POINTS = 160;
const MOST_PINS = 40;

/** What a run has to show at its present frame. */
export function pinOf(
  frames: readonly PlaygroundFrame[],
  {
    id,
    name,
    query,
    weights,
    parameters,
  }: { id: string; name: string; query: string; weights: number; parameters: number },
): Pin {
  const last = frames[frames.length - 1];
  const short = (value: number | null) => (value === null ? null : Number(value.toPrecision(6)));
  return {
    id,
    name,
    query,
    curve: curveOf(frames, MOST_POINTS).map(([epoch, ...losses]) => [
      Number(epoch.toFixed(3)),
      short(losses[0]),
      short(losses[1]),
    ]),
    // One multiplication and addition a weight going forward; twice as many going back.
    cost: { parameters, updates: last.steps, examples: last.seen, sums: 3 * weights * last.seen },
    ...(last.classes ? { right: [last.train.right, last.train.count, last.test.right, last.test.count] } : {}),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isLoss = (value: unknown): value is number | null =>
  value === null || (typeof value === 'number' && Number.isFinite(value));

function readPin(value: unknown): Pin | undefined {
  if (!isRecord(value)) return undefined;
  const { id, name, query, curve, cost, right } = value;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof query !== 'string') return undefined;
  if (!isRecord(cost) || !Array.isArray(curve) || curve.length === 0 || curve.length > 2 * MOST_POINTS)
    return undefined;
  const sound = curve.every(
    (point) => Array.isArray(point) && point.length === 3 && isCount(point[0]) && isLoss(point[1]) && isLoss(point[2]),
  );
  const { parameters, updates, examples, sums } = cost;
  if (!sound || !isCount(parameters) || !isCount(updates) || !isCount(examples) || !isCount(sums)) return undefined;
  const counts =
    Array.isArray(right) && right.length === 4 && right.every(isCount) ? (right as unknown as Pin['right']) : undefined;
  return {
    id: id.slice(0, 80),
    name: name.slice(0, 120),
    query: query.slice(0, 4000),
    curve: curve as unknown as Pin['curve'],
    cost: { parameters, updates, examples, sums },
    ...(counts ? { right: counts } : {}),
  };
}

/** All pins that a text holds; what is no pin is left out. */
export function readPins(text: string): Pin[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.slice(0, MOST_PINS).flatMap((value) => readPin(value) ?? []) : [];
  } catch {
    return [];
  }
}

export const writePins = (pins: readonly Pin[]): string => JSON.stringify(pins);

/** Both lists, each pin once; of two with one id the first. */
export function mergePins(first: readonly Pin[], second: readonly Pin[]): Pin[] {
  const ids = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !ids.has(id))].slice(0, MOST_PINS);
}

/** What is kept on this device; nothing where that is forbidden. */
export function storedPins(): Pin[] {
  try {
    return readPins(localStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

/** Keeps them; false when there is no room, or it is forbidden. Then what had been kept is still there. */
export function storePins(pins: readonly Pin[]): boolean {
  try {
    localStorage.setItem(KEY, writePins(pins));
    return true;
  } catch {
    return false;
  }
}

/** Calls back when another tab pins or unpins. Returns how to stop. */
export function onPinsElsewhere(then: () => void): () => void {
  const hear = ({ key }: StorageEvent) => {
    if (key === KEY || key === null) then();
  };
  addEventListener('storage', hear);
  return () => removeEventListener('storage', hear);
}
