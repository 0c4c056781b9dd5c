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
}

const modules = import.meta.glob<FigureModule>('../figures/*.svelte', { eager: true });

export const figures: readonly FigureFile[] = Object.entries(modules).map(([path, module]) => ({
  ...module,
  name: path.split('/').at(-1)?.replace('.svelte', '') ?? path,
}));
