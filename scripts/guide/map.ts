// Where everything stands in a PDF: the page of each id and its height on that page, as pdf.js reads it.
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A page's object in the PDF. */
interface Ref {
  num: number;
  gen: number;
}

export interface Place {
  /** From 1. */
  page: number;
  /** Points from the top of the page's text area: Chromium leaves the margin out. */
  top: number;
}

export interface PageMap {
  /** Without the leaf at the end that links to every id. */
  pages: number;
  places: Map<string, Place>;
}

export async function readMap(pdf: Uint8Array): Promise<PageMap> {
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  const document = await loading.promise;
  const height = (await document.getPage(1)).view[3];
  const destinations = (await document.getDestinations()) as Map<string, [Ref, unknown, number, number]>;
  const numbers = new Map<string, number>();
  for (let i = 1; i <= document.numPages; i++) {
    const { ref } = await document.getPage(i);
    if (ref) numbers.set(`${ref.num} ${ref.gen}`, i);
  }
  const places = new Map<string, Place>();
  for (const [name, [ref, , , y]] of destinations) {
    const page = numbers.get(`${ref.num} ${ref.gen}`);
    if (page !== undefined) places.set(decodeURIComponent(name), { page, top: height - y });
  }
  const pages = document.numPages - 1;
  await loading.destroy();
  return { pages, places };
}

/** What stands on another page than before: ids, with both pages. */
export function moved(before: PageMap, after: PageMap): string[] {
  return [...after.places].flatMap(([id, { page }]) => {
    const was = before.places.get(id)?.page;
    return was === page ? [] : [`${id} (page ${was ?? 'none'}, then ${page})`];
  });
}
