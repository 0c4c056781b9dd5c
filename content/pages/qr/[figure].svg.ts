// The QR code of each figure's own page, at rest: what paper shows where no script has drawn another.
import type { APIRoute, GetStaticPaths } from 'astro';
import { figures } from '#components/figure/all.ts';
import { qrCode } from '#components/figure/qr.ts';
import { href } from '#components/layout/href.ts';

export const getStaticPaths = (() =>
  figures.map(({ figure }) => ({ params: { figure: figure.id } }))) satisfies GetStaticPaths;

/** Version 6: an address that needs more would be too dense beside a figure. */
const MOST = 41;

export const GET: APIRoute = ({ params, site }) => {
  const address = new URL(href(`/embed/${params.figure}/`), site).href;
  const code = qrCode(address, MOST);
  if (!code)
    throw new Error(`qr/${params.figure}.svg: the address is too long for a code that paper bears: ${address}`);
  return new Response(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${code.side} ${code.side}"><path d="${code.path}"/></svg>`,
    { headers: { 'content-type': 'image/svg+xml' } },
  );
};
