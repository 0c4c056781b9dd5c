/** Every figure there is, found by its file: for the gallery, the embed pages and the tests. Server only. */
import type { Component } from 'svelte';
import type { DefinedFigure } from './define.ts';
import type { FigureProps } from './definition.ts';

export interface FigureModule {
  default: Component<FigureProps>;
  figure: DefinedFigure;
}

export interface FigureFile extends FigureModule {
  /** The file's name without its ending: "Descent1d". */
  name: string;
  /** The component as Astro's templates type one; Svelte's own type is made for Svelte's. */
  View: (props: FigureProps) => object;
}

const modules = import.meta.glob<FigureModule>('../figures/*.svelte', { eager: true });

export const figures: readonly FigureFile[] = Object.entries(modules).map(([path, module]) => ({
  ...module,
  View: module.default as unknown as FigureFile['View'],
  name: path.split('/').at(-1)?.replace('.svelte', '') ?? path,
}));
