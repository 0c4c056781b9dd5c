// The pictures of the kernel lab at its printed states, as files: for paper, for the gallery and for pages without scripts.
import type { APIRoute, GetStaticPaths } from 'astro';
import { figure } from '#components/figures/KernelLab.svelte';
import { greyPng } from '#components/figures/kernel-lab/grey-png.ts';
import { fileOf, greysOfOutput, greysOfPicture, type Greys } from '#components/figures/kernel-lab/lab.ts';

export const getStaticPaths = (() => {
  const pictures = new Map<string, Greys>();
  for (const print of figure.prints) {
    const state = figure.stateWith(print.state);
    const { picture, output } = figure.data(state);
    const shown = picture && output ? [greysOfPicture(picture), greysOfOutput(output, state.tone)] : [];
    for (const greys of shown) pictures.set(fileOf(greys), greys);
  }
  return [...pictures].map(([picture, greys]) => ({ params: { picture }, props: { greys } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ greys: Greys }> = ({ props }) =>
  new Response(greyPng(props.greys), { headers: { 'Content-Type': 'image/png' } });
