// The plan of the house as data and as two questions: may this file import that one, and is there a way round in a circle?
// Knows paths only; reads nothing.

export interface Arrow {
  from: string;
  to: string;
  specifier: string;
}

/** Which rooms a room may import from, besides itself. */
const below: Record<string, string[]> = {
  content: ['components', 'public'],
  components: ['engine', 'public'],
  engine: [],
  scripts: ['engine', 'components', 'content', '.'],
  tests: ['scripts', 'content', 'components', 'engine', 'public', '.'],
  '.': ['components', 'content', 'scripts', 'engine'], // configuration files at the top
};

/** The engine's floors, ground floor first: a file imports from its own floor and those under it. */
const floors: string[][] = [
  ['kernels', 'random'],
  ['ops'],
  ['tensor'],
  // what authors call: each records one op
  [
    'operations',
    'picture-operations',
    'recurrent-operations',
    'sequence-operations',
    'transformer-operations',
    'activations',
  ],
  ['graph', 'names', 'pack', 'layout', 'plan', 'replay', 'optim', 'program-types', 'program', 'evaluate'], // from a graph to numbers
  ['nn', 'models', 'data', 'export', 'schedules', 'simd'],
  ['jobs'],
  ['worker'],
];

const roomOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '.');
const enginePart = (path: string) => path.split('/')[1].replace(/\.ts$/, '');
const floorOf = (path: string) => floors.findIndex((parts) => parts.includes(enginePart(path)));

function offenceInEngine({ from, to }: Arrow): string | undefined {
  if (to === 'engine/index.ts') return 'the front door is for those outside the engine';
  const [above, under] = [from, to].map(floorOf);
  if (under < 0) return `engine/${enginePart(to)} has no floor yet: give it one in tests/architecture/rooms.ts`;
  if (from !== 'engine/index.ts' && above < 0) {
    return `engine/${enginePart(from)} has no floor yet: give it one in tests/architecture/rooms.ts`;
  }
  if (from !== 'engine/index.ts' && under > above) return 'it points upwards in the engine';
  return undefined;
}

/** Why an import is against the plan, or undefined when it is not. */
export function offence(arrow: Arrow): string | undefined {
  const [from, to] = [roomOf(arrow.from), roomOf(arrow.to)];
  if (from === to) return from === 'engine' ? offenceInEngine(arrow) : undefined;
  if (!(from in below)) return `${from}/ is no room of this house`;
  if (!below[from].includes(to)) return `${from} may not import from ${to}`;
  const isDoor = arrow.specifier.startsWith('#engine') || arrow.to === 'engine/worker/worker.ts'; // a worker is named by its file
  if (from === 'components' && to === 'engine' && !isDoor) {
    return 'components enter the engine by its front doors only: #engine, #engine/worker, #engine/jobs';
  }
  return undefined;
}

/** One circle of imports, as the files along it, or undefined. */
export function circle(arrows: Arrow[]): string[] | undefined {
  const next = Map.groupBy(arrows, ({ from }) => from);
  const finished = new Set<string>();
  const path: string[] = [];
  const walk = (file: string): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (finished.has(file)) return undefined;
    path.push(file);
    for (const { to } of next.get(file) ?? []) {
      const found = walk(to);
      if (found) return found;
    }
    path.pop();
    finished.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const found = walk(file);
    if (found) return found;
  }
  return undefined;
}
