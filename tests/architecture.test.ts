// Holds the house to its plan by reading real imports: content → components → engine, the engine's floors, no circles,
// front doors only. Then the house rules that no linter reads.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codeOf, resolve, specifiersOf } from './architecture/imports.ts';
import { circle, offence, type Arrow } from './architecture/rooms.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const files = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: (path) => basename(path) === 'node_modules' }).sort();

const rooms = '{components,content,engine,scripts,tests}/**/*';
const sources = [...files(`${rooms}.{ts,mjs,js,svelte,astro,mdx}`), ...files('*.{ts,mjs,js}')];
const texts = [
  ...sources,
  ...files(`${rooms}.{css,yaml,json,py,md}`),
  ...files('*.{json,md,cff}'),
  ...files('.github/**/*.yml'),
];

const arrows: Arrow[] = sources.flatMap((from) =>
  specifiersOf(from, read(from)).flatMap((specifier) =>
    resolve(root, from, specifier).map((to) => ({ from, to, specifier })),
  ),
);

describe('directions', () => {
  test('every import points the way of the plan', () => {
    expect(arrows.length).toBeGreaterThan(100);
    const offences = arrows.flatMap((arrow) => {
      const reason = offence(arrow);
      return reason ? [`${arrow.from} → ${arrow.to}: ${reason}`] : [];
    });
    expect(offences).toEqual([]);
  });

  test('no file leads back to itself', () => {
    expect(circle(arrows)).toBeUndefined();
  });

  test('every relative import names a file that is there, by its whole name', () => {
    const generated = /^public\/(data|fonts)\//;
    expect(arrows.filter(({ to }) => !existsSync(join(root, to)) && !generated.test(to))).toEqual([]);
  });

  test('the engine stands alone: its only package is comlink, in the worker', () => {
    const packages = sources
      .filter((file) => file.startsWith('engine/'))
      .flatMap((file) => specifiersOf(file, read(file)).map((specifier) => `${file}: ${specifier}`))
      .filter((line) => !/: [.#]/.test(line) && !/^engine\/worker\/.*: comlink$/.test(line));
    expect(packages).toEqual([]);
  });
});

describe('the test itself can fail', () => {
  test.each([
    ['engine/ops/tanh.ts', 'components/charts/Plot.svelte', '#components/charts/Plot.svelte'],
    ['components/charts/Plot.svelte', 'content/book.ts', '../../content/book.ts'],
    ['content/chapters/02-neuron.mdx', 'engine/index.ts', '#engine'],
    ['components/figures/Gates.svelte', 'engine/ops/tanh.ts', '../../engine/ops/tanh.ts'],
    ['engine/kernels/math.ts', 'engine/ops/tanh.ts', '../ops/tanh.ts'],
    ['engine/ops/tanh.ts', 'engine/index.ts', '../index.ts'],
    ['engine/jobs/train.ts', 'engine/worker/host.ts', '../worker/host.ts'],
    ['engine/surprise.ts', 'engine/kernels/math.ts', './kernels/math.ts'],
  ])('%s → %s is an offence', (from, to, specifier) => {
    expect(offence({ from, to, specifier })).toBeTypeOf('string');
  });

  test('a circle is found and told', () => {
    const ring = ['a.ts', 'b.ts', 'c.ts', 'a.ts'];
    const around = ring.slice(1).map((to, i) => ({ from: ring[i], to, specifier: `./${to}` }));
    expect(circle(around)).toEqual(ring);
  });

  test.each([
    [
      'x.ts',
      "import a from './a.ts'; export * from './b.ts'; type T = import('./c.ts').T; await import('./d.ts');",
      'abcd',
    ],
    ['x.ts', "new Worker(new URL('./a.ts', import.meta.url)); import.meta.glob(['./b.ts', './c.ts']);", 'abc'],
    [
      'x.svelte',
      "<script module>import './a.ts';</script><script lang=\"ts\">import './b.ts';</script><p>import './c.ts'</p>",
      'ab',
    ],
    ['x.astro', "---\nimport './a.ts';\n---\n<script>import './b.ts';</script>", 'ab'],
    [
      'x.mdx',
      "---\ntitle: x\n---\n\nimport A from './a.ts';\nimport B from './b.ts';\n\n```js\nimport './c.ts';\n```\n",
      'ab',
    ],
  ])('imports of %s are read: %s', (file, text, letters) => {
    expect(specifiersOf(file, text)).toEqual([...letters].map((letter) => `./${letter}.ts`));
  });
});

describe('house rules', () => {
  /** Files that are long for a reason. Keep the reason true, and the list short. */
  const long: Record<string, string> = {};

  test('no file grows past 300 lines without a reason', () => {
    const over = [...sources, ...files(`${rooms}.css`)]
      .filter((file) => !file.endsWith('.mdx'))
      .filter((file) => read(file).trimEnd().split('\n').length > 300);
    expect(over.filter((file) => !(file in long))).toEqual([]);
    expect(Object.keys(long).filter((file) => !over.includes(file))).toEqual([]);
  });

  test('names say what a thing is', () => {
    const vague = /(^|\/)(utils?|helpers?|common|misc)(\.|\/)|Manager\b/i;
    expect(texts.filter((file) => vague.test(file))).toEqual([]);
  });

  test('a file opens by saying what it is', () => {
    const comment = /^\s*(\/\/|\/\*|<!--)/;
    const silent = sources
      .filter((file) => !file.endsWith('.mdx'))
      .filter((file) => !comment.test(read(file).replace(/^#!.*\n/, '')) && !comment.test(codeOf(file, read(file))));
    expect(silent).toEqual([]);
  });

  test('nothing is left for later, and no type check is switched off', () => {
    const loose = new RegExp(
      ['TODO', 'FIXME', '@ts-ignore', '@ts-nocheck', 'lorem ipsum'].map((word) => `\\b${word}\\b|${word}`).join('|'),
    );
    const self = basename(import.meta.url);
    expect(texts.filter((file) => basename(file) !== self && loose.test(read(file)))).toEqual([]);
  });

  test('no test is left out or singled out', () => {
    const singled = /\b(test|it|describe)\.(only|todo|skip)\(\s*['"`]/;
    const self = basename(import.meta.url);
    expect(files('tests/**/*.ts').filter((file) => basename(file) !== self && singled.test(read(file)))).toEqual([]);
  });

  test('no path of a particular machine', () => {
    const machine = new RegExp(`(^|[\\s'"\`(=:])/(${['home', 'Users', 'root', 'work', 'tmp'].join('|')})/\\w`);
    expect(texts.filter((file) => machine.test(read(file)))).toEqual([]);
  });
});
