// Lint: the recommended sets, plus the rules of this house that a linter can hold. Directions between rooms are not here
// but in tests/architecture.test.ts, which also reads .astro and .mdx.
import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import typescript from 'typescript-eslint';

const unseeded = {
  object: 'Math',
  property: 'random',
  message: 'Take a seed: random(seed) of the engine gives the same run everywhere.',
};
const clocks = [
  ['Date', 'now'],
  ['performance', 'now'],
].map(([object, property]) => ({
  object,
  property,
  message: 'Same state, same frames: only the worker and the frame machinery may look at a clock.',
}));
// The language leaves the last bits of these to the browser; + − × ÷ and Math.sqrt are exact everywhere.
const inexact = [
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'pow',
  'tanh',
  'sinh',
  'cosh',
  'sin',
  'cos',
  'tan',
  'cbrt',
  'hypot',
];
const ownMaths = inexact.map((property) => ({
  object: 'Math',
  property,
  message: 'Its last bits differ between browsers: use kernels/math.ts.',
}));
const noFetch = { name: 'fetch', message: 'A figure computes; only engine/data loads files.' };
const noPower = {
  selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']",
  message: 'Its last bits differ between browsers: use kernels/math.ts.',
};

export default defineConfig(
  globalIgnores([
    'dist',
    'dist-sub',
    '.astro',
    'coverage',
    'test-results',
    'public',
    'engine/simd/kernels',
    'engine/simd/build',
  ]),
  js.configs.recommended,
  typescript.configs.recommended,
  svelte.configs.recommended,
  astro.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-undef': 'off', // the type checkers know better
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      'prefer-const': 'off', // $props() is destructured with let
      'no-import-assign': 'off', // takes the export of an imported type for an assignment; the type checker knows better
      'svelte/prefer-const': 'error',
      'svelte/prefer-svelte-reactivity': 'off', // flags a URL made and used within one function
      'svelte/no-useless-mustaches': 'off', // {' '} is a space that the formatter keeps
      'svelte/no-useless-children-snippet': 'off', // a drawing is written the same whether it asks for its measures or not
      'svelte/no-unused-svelte-ignore': 'off', // takes the words of a reason for names of warnings
    },
  },
  {
    files: ['components/figures/**', 'components/charts/**'],
    rules: {
      'no-restricted-properties': ['error', unseeded, ...clocks],
      'no-restricted-globals': ['error', noFetch],
    },
  },
  {
    files: ['engine/**'],
    rules: {
      'no-restricted-properties': ['error', unseeded, ...clocks, ...ownMaths],
      'no-restricted-globals': ['error', noFetch],
      'no-restricted-syntax': ['error', noPower],
      'no-console': 'error',
    },
  },
  { files: ['engine/worker/**'], rules: { 'no-restricted-properties': ['error', unseeded, ...ownMaths] } },
  { files: ['engine/data/**'], rules: { 'no-restricted-globals': 'off' } },
);
