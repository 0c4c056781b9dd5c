// What importing an .astro file gives, for the checkers that cannot read one (svelte-check, tsc).
declare module '*.astro' {
  import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
  const component: AstroComponentFactory;
  export default component;
}
