// @ts-check
// How the site is built: where things are, which plugins read the prose, and what browsers may run.
// BASE_PATH (say /sub/) and SITE_URL move it to another address; nothing else knows where it is served.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import sitemap from '@astrojs/sitemap';
import { unified } from '@astrojs/markdown-remark';
// The prose asks the engine for its numbers in this very process: it gets fast kernels and files as the pages do.
import './engine/worker/fast.ts';
import './scripts/shelf.ts';
import { placeStyles } from './scripts/page-styles.ts';
import { remarkPlugins, rehypePlugins } from './components/markdown/index.ts';

/** The faces of formulas come with the other typefaces (maths-faces.css), after the first paint: KaTeX's sheet does not ask for them. */
const katexWithoutFaces = () => ({
  name: 'katex-without-faces',
  enforce: /** @type {const} */ ('pre'),
  transform(/** @type {string} */ code, /** @type {string} */ id) {
    if (/[\\/]katex[\\/].*\.css/.test(id)) return code.replace(/@font-face\s*\{[^}]*\}/g, '');
  },
});

/**
 * A figure's style comes with the page that the server drew it on. The browser's code must not ask for it again when it loads
 * a figure later (on its own page, say): Astro drops that second copy, and the request would fail.
 */
const stylesComeWithThePage = () => ({
  name: 'styles-come-with-the-page',
  apply: /** @type {const} */ ('build'),
  enforce: /** @type {const} */ ('pre'),
  /** @this {import('vite').Rollup.PluginContext} */
  resolveId(/** @type {string} */ id) {
    if (this.environment.name === 'client' && /\.svelte\?svelte&type=style/.test(id)) return '\0nothing';
  },
  load: (/** @type {string} */ id) => (id === '\0nothing' ? '' : undefined),
});

/** What most figures use comes in one script, and so do the engine's programs: in many small ones they would be packed worse. */
const figureKit = {
  preserveEntrySignatures: /** @type {const} */ ('allow-extension'),
  output: {
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        { name: 'figure', test: /[\\/]components[\\/](figure|charts)[\\/]/, minShareCount: 24 },
        {
          name: 'program',
          test: /[\\/]engine[\\/](?!activations|random)([a-z]+|(ops|nn|kernels)[\\/](?!activations|math|memory)\w+)\.ts/,
          minShareCount: 9,
        },
      ],
    },
  },
};

/**
 * The worker is one more entry of the same build, so that it and the page share files: a reader fetches the mathematics once.
 * Such files must not ask for a document, so parts that come later are imported plainly, without a list of what to preload:
 * islands never had one.
 */
const workerSharesFiles = () => {
  const address = "new URL('../../engine/worker/worker.ts', import.meta.url)";
  const isImporting = '\0vite/preload-helper.js';
  return {
    name: 'worker-shares-files',
    apply: /** @type {const} */ ('build'),
    enforce: /** @type {const} */ ('pre'),
    configEnvironment: {
      order: /** @type {const} */ ('post'),
      handler: (/** @type {string} */ name) =>
        name === 'client' ? { build: { modulePreload: false, rolldownOptions: figureKit } } : undefined,
    },
    load: (/** @type {string} */ id) =>
      id === isImporting ? 'export const __vitePreload = (load) => load();' : undefined,
    /** @this {import('vite').Rollup.TransformPluginContext} */
    transform(/** @type {string} */ code) {
      if (this.environment.name !== 'client' || !code.includes(address)) return;
      const id = fileURLToPath(new URL('engine/worker/worker.ts', import.meta.url));
      const file = this.emitFile({ type: 'chunk', id, name: 'worker' });
      return code.replace(address, `import.meta.ROLLUP_FILE_URL_${file}`);
    },
  };
};

/** @typedef {{ key?: { name?: string }; start: number; end: number }} Said */

/** What an operation says to readers of formulas and to tests, its TeX and its samples: no page asks for either. */
const operationsWithoutWords = () => ({
  name: 'operations-without-words',
  apply: /** @type {const} */ ('build'),
  /** @this {import('vite').Rollup.TransformPluginContext} */
  transform(/** @type {string} */ code, /** @type {string} */ id) {
    if (this.environment.name !== 'client' || !/[\\/]engine[\\/]ops[\\/]\w+\.ts$/.test(id)) return;
    /** @type {[from: number, to: number][]} */
    const cuts = [];
    /** @param {unknown} node */
    const walk = (node) => {
      if (typeof node !== 'object' || node === null) return;
      const { type, properties = [] } = /** @type {{ type?: string; properties?: Said[] }} */ (node);
      const said =
        type === 'ObjectExpression' ? properties.filter(({ key }) => /^(tex|sample)$/.test(key?.name ?? '')) : [];
      cuts.push(...said.map(({ start, end }) => /** @type {[number, number]} */ ([start, end])));
      if (!said.length) Object.values(node).forEach(walk);
    };
    walk(this.parse(code));
    cuts.sort(([a], [b]) => a - b);
    return {
      code: cuts.reduceRight((rest, [from, to]) => rest.slice(0, from) + rest.slice(to).replace(/^\s*,/, ''), code),
    };
  },
});

/** Jobs that ask for fast kernels or files get them while the book is built, as in the reader's worker, for the same bits. */
const fastKernels = () => ({
  name: 'fast-kernels',
  hooks: {
    /** @param {{ injectScript: (stage: 'page-ssr', code: string) => void }} astro */
    'astro:config:setup': ({ injectScript }) =>
      injectScript('page-ssr', "import '/engine/worker/fast.ts'; import '/scripts/shelf.ts';"),
  },
});

/** A figure's style comes within the pages that show the figure; the files are what all pages share. */
const stylesInThePage = () => ({
  name: 'styles-in-the-page',
  hooks: {
    /** @param {{ dir: URL }} built */
    'astro:build:done': ({ dir }) => placeStyles(fileURLToPath(dir)),
  },
});

/** The script that stands in every page's head: it marks that scripts work, and puts back the light chosen last. */
const theme = readFileSync(new URL('components/layout/theme.js', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
const themeHash = /** @type {const} */ (`sha256-${createHash('sha256').update(theme).digest('base64')}`);

/** Pages that are parts or mirrors of other pages, and so not worth finding by themselves. */
const isUnlisted = (/** @type {string} */ page) => /\/(embed|404)(\/|$)/.test(page);

export default defineConfig({
  site: process.env.SITE_URL ?? 'https://smallnets.example',
  base: process.env.BASE_PATH ?? '/',
  trailingSlash: 'always',
  srcDir: './content',
  integrations: [mdx(), svelte(), sitemap({ filter: (page) => !isUnlisted(page) }), fastKernels(), stylesInThePage()],
  prefetch: { prefetchAll: true, defaultStrategy: 'hover' },
  markdown: {
    syntaxHighlight: 'prism', // Shiki writes style attributes and cannot follow the theme
    processor: unified({ gfm: true, smartypants: true, remarkPlugins, rehypePlugins }),
  },
  build: { inlineStylesheets: 'never' }, // as files first: scripts/page-styles.ts puts a page's own into it, with one hash in its policy
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "worker-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ],
      scriptDirective: { hashes: [themeHash] },
      styleDirective: { resources: [{ resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  vite: {
    build: {
      assetsInlineLimit: 0, // no data: fonts, so the policy needs no data: source for them
      rolldownOptions: { checks: { moduleLevelDirective: false, pluginTimings: false } }, // Astro's own directives
    },
    plugins: [katexWithoutFaces(), stylesComeWithThePage(), workerSharesFiles(), operationsWithoutWords()],
    optimizeDeps: { include: ['comlink'] }, // else the dev page reloads when the first figure runs
  },
});
