// @ts-check
// How the site is built: where things are, which plugins read the prose, and what browsers may run.
// BASE_PATH (say /sub/) and SITE_URL move it to another address; nothing else knows where it is served.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig } from 'astro/config';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import sitemap from '@astrojs/sitemap';
import { unified } from '@astrojs/markdown-remark';
// The prose asks the engine for its numbers in this very process: it gets fast kernels and files as the pages do.
import './engine/worker/fast.ts';
import './scripts/shelf.ts';
import { remarkPlugins, rehypePlugins } from './components/markdown/index.ts';

/** Every browser this site supports reads woff2: leave KaTeX's woff and ttf copies out. */
const katexWoff2Only = () => ({
  name: 'katex-woff2-only',
  enforce: /** @type {const} */ ('pre'),
  transform(/** @type {string} */ code, /** @type {string} */ id) {
    if (!id.includes('katex') || !id.includes('.css')) return;
    return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, '');
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

/** Jobs that ask for fast kernels or files get them while the book is built, as in the reader's worker, for the same bits. */
const fastKernels = () => ({
  name: 'fast-kernels',
  hooks: {
    /** @param {{ injectScript: (stage: 'page-ssr', code: string) => void }} astro */
    'astro:config:setup': ({ injectScript }) =>
      injectScript('page-ssr', "import '/engine/worker/fast.ts'; import '/scripts/shelf.ts';"),
  },
});

/**
 * What nearly every figure uses comes in one script: in thirty small ones it would be packed worse, and every figure's page
 * would have to name them all. What the text's own scripts use of it stands apart, since those come before any figure.
 */
const figureKit = [
  { name: 'page-kit', test: /[\\/]components[\\/](progress|icons)[\\/]|preload-helper/, priority: 1 },
  { name: 'figure-kit', test: /[\\/]components[\\/](figure|charts)[\\/]/, minShareCount: 12 },
];

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
  integrations: [mdx(), svelte(), sitemap({ filter: (page) => !isUnlisted(page) }), fastKernels()],
  prefetch: { prefetchAll: true, defaultStrategy: 'hover' },
  markdown: {
    syntaxHighlight: 'prism', // Shiki writes style attributes and cannot follow the theme
    processor: unified({ gfm: true, smartypants: true, remarkPlugins, rehypePlugins }),
  },
  build: { inlineStylesheets: 'never' }, // an inlined <style> would need its own hash in the policy
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
    environments: {
      client: { build: { rolldownOptions: { output: { codeSplitting: { groups: figureKit } } } } },
    },
    plugins: [katexWoff2Only(), stylesComeWithThePage()],
    optimizeDeps: { include: ['comlink'] }, // else the dev page reloads when the first figure runs
    worker: { format: 'es' },
  },
});
