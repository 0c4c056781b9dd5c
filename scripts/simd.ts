// Compiles the SIMD kernels (AssemblyScript in engine/simd/kernels/) to WebAssembly, once as plain and once as relaxed
// SIMD, and writes them as modules to engine/simd/build/ (generated, not committed). Adds to them the interpreter that
// runs a plan: a switch with one case for each kernel. Does nothing when nothing has changed. Part of `npm run data`.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import asc from 'assemblyscript/asc';
import { textOf } from '../engine/simd/text.ts';
import { hashOf, sourcesOf } from './sources.ts';

const kernelFolder = new URL('../engine/simd/kernels/', import.meta.url);
const target = new URL('../engine/simd/build/', import.meta.url);
const builds = ['plain', 'relaxed'] as const;

/** What the interpreter reads for each type: a letter for the table of signatures, and the size in bytes. */
const types: Record<string, { letter: string; size: number }> = {
  usize: { letter: 'p', size: 4 },
  i32: { letter: 'i', size: 4 },
  f64: { letter: 'd', size: 8 },
};

interface Kernel {
  name: string;
  file: string;
  parameters: string[];
}

/** Every exported function of the files in kernels/ (not of kernels/parts/) is a kernel, in the order of names. */
function findKernels(files: readonly string[]): Kernel[] {
  const exported = /^export function (\w+)\(([^)]*)\): void \{/gm;
  const kernels = files.flatMap((file) =>
    [...readFileSync(new URL(file, kernelFolder), 'utf8').matchAll(exported)].map(([, name, list]) => ({
      name,
      file,
      parameters: list
        .split(',')
        .map((parameter) => parameter.trim())
        .filter(Boolean)
        .map((parameter) => parameter.replace(/^\w+: /, '')),
    })),
  );
  for (const { name, parameters } of kernels)
    for (const type of parameters)
      if (!(type in types)) throw new Error(`simd: kernel ${name} has a parameter of type ${type}`);
  return kernels.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The module that runs streams of calls: an opcode word, then the arguments side by side. It exports every kernel, too, by
 * its opcode, because names would only add to the reader's download.
 */
function entry(kernels: readonly Kernel[]): string {
  const cases = kernels.map(({ name, parameters }, opcode) => {
    let at = 4;
    const loads = parameters.map((type) => {
      const load = `load<${type}>(pc, ${at})`;
      at += types[type].size;
      return load;
    });
    return `      case ${opcode}: { ${name}(${loads.join(', ')}); pc += ${at}; break; }`;
  });
  return [
    ...kernels.map(({ name, file }) => `import { ${name} } from './${file}';`),
    `export { ${kernels.map(({ name }, opcode) => `${name} as k${opcode}`).join(', ')} };`,
    'export const base: usize = __heap_base;',
    'export function run(pc: usize, end: usize): void {',
    '  while (pc < end)',
    '    switch (load<i32>(pc)) {',
    ...cases,
    '      default: unreachable();',
    '    }',
    '}',
  ].join('\n');
}

/** The bytes of one build. */
async function compile(kind: (typeof builds)[number], source: string): Promise<Uint8Array> {
  const features = ['simd', ...(kind === 'relaxed' ? ['relaxed-simd'] : [])].flatMap((name) => ['--enable', name]);
  const output = ['--outFile', 'kernels.wasm', '--runtime', 'stub', '--importMemory', '--zeroFilledMemory'];
  // shrinking saves seven bytes of a hundred; what is fast here is fast by how it is written
  const speed = ['-O3', '--shrinkLevel', '1', '--converge', '--noAssert'];
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main(['entry.ts', '--disableWarning', ...speed, ...output, ...features], {
    // the compiler adds an ending to every import, ours name the whole file
    readFile: (name) => {
      if (name === 'entry.ts') return source;
      const file = new URL(name.replace(/\.ts\.ts$/, '.ts'), kernelFolder);
      return existsSync(file) ? readFileSync(file, 'utf8') : null;
    },
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') bytes = contents;
    },
    listFiles: () => [],
  });
  if (error || !bytes) throw new Error(`simd: the ${kind} build failed\n${stderr.toString()}`);
  return bytes;
}

/** The first address that the module leaves free. */
function baseOf(bytes: Uint8Array): number {
  const env = {
    memory: new WebAssembly.Memory({ initial: 1 }),
    badId: () => {},
    badLabel: () => {},
    tooFewValues: () => {},
  };
  const { base } = new WebAssembly.Instance(new WebAssembly.Module(bytes.slice()), { env }).exports;
  if (!(base instanceof WebAssembly.Global)) throw new Error('simd: the module does not tell where its data ends');
  return Number(base.value);
}

const files = globSync('**/*.ts', { cwd: kernelFolder }).sort();
const madeBy = hashOf([
  new URL('../package-lock.json', import.meta.url),
  ...sourcesOf(new URL(import.meta.url)),
  ...files.map((file) => new URL(file, kernelFolder)),
]);
const note = new URL('made-by.txt', target);
const modules = [...builds, 'signatures'].map((name) => new URL(`${name}.ts`, target));
const upToDate =
  existsSync(note) && readFileSync(note, 'utf8') === madeBy && modules.every((module) => existsSync(module));

if (!upToDate) {
  mkdirSync(target, { recursive: true });
  const kernels = findKernels(files.filter((file) => !file.includes('parts')));
  const source = entry(kernels);
  for (const kind of builds) {
    const bytes = await compile(kind, source);
    const text = [
      `// The ${kind} build of the SIMD kernels, as text. Made by scripts/simd.ts.`,
      `export const ${kind} = { kind: '${kind}', base: ${baseOf(bytes)}, code: ${JSON.stringify(textOf(bytes))} } as const;`,
      '',
    ].join('\n');
    writeFileSync(new URL(`${kind}.ts`, target), text);
    const [size, packed] = [bytes.length, gzipSync(bytes).length].map((length) => (length / 1000).toFixed(1));
    console.log(`engine/simd/build/${kind}.ts: ${kernels.length} kernels, ${size} kB, ${packed} kB gzip`);
  }
  const signatures = kernels.map(
    ({ name, parameters }) => `  ${name}: '${parameters.map((type) => types[type].letter).join('')}',`,
  );
  const table = [
    '// The arguments of every SIMD kernel, in the order of opcodes: p a place in memory, i a whole number, d a double.',
    '// Made by scripts/simd.ts.',
    `export const signatures = {\n${signatures.join('\n')}\n} as const;`,
    '',
  ].join('\n');
  writeFileSync(new URL('signatures.ts', target), table);
  writeFileSync(note, madeBy);
}
