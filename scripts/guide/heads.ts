// Running heads and page numbers: a second PDF with as many pages, to be laid over the first. Chromium can put neither the
// section's title nor a recto's number where a book has them.
import type { GuideChapter } from './chapter.ts';
import type { PageMap } from './map.ts';
import type { Sheet } from './paper.ts';

interface Head {
  /** Markup of the running title; none where a chapter opens. */
  title: string;
  number: string;
  opens: boolean;
}

/** The head of every page, from 1; undefined on pages that bear none: the title page and blank ones. */
function headsOf(
  map: PageMap,
  chapters: readonly GuideChapter[],
  blanks: ReadonlySet<number>,
  parts: readonly [string, string][],
) {
  const pageOf = (id: string) => map.places.get(id)?.page;
  const openings = [
    ...parts.map(([id, title]) => ({ page: pageOf(id), title, sections: [] as { page?: number; title: string }[] })),
    ...chapters.map(({ number, title, sections }) => ({
      page: pageOf(`c${number}`),
      title: `${number}\u2002${title}`,
      sections: sections.map((section) => ({
        page: pageOf(section.id),
        title: `${section.number ? `${section.number}\u2002` : ''}${section.title}`,
      })),
    })),
  ].flatMap((opening) => (opening.page === undefined ? [] : [{ ...opening, page: opening.page }]));
  openings.sort((a, b) => a.page - b.page);
  const first = openings[0]?.page ?? 1;
  return Array.from({ length: map.pages }, (_, i): Head | undefined => {
    const page = i + 1;
    if (page < first || blanks.has(page)) return undefined;
    const opening = openings.findLast((each) => each.page <= page);
    if (!opening) return undefined;
    const section = opening.sections.findLast((each) => each.page !== undefined && each.page <= page);
    const title = page % 2 === 1 && section ? section.title : opening.title;
    return { title, number: String(page), opens: opening.page === page };
  });
}

export function headsDocument(
  map: PageMap,
  chapters: readonly GuideChapter[],
  blanks: ReadonlySet<number>,
  parts: readonly [string, string][],
  sheet: Sheet,
  styles: readonly string[],
): string {
  const leaves = headsOf(map, chapters, blanks, parts).map((head, i) => {
    const side = i % 2 === 0 ? 'right' : 'left';
    if (!head) return '<div class="leaf"></div>';
    const title = head.opens ? '' : `<span class="running">${head.title.replaceAll(/ id="[^"]*"/g, '')}</span>`;
    return `<div class="leaf ${side}">${title}<span class="folio ${head.opens ? 'foot' : ''}">${head.number}</span></div>`;
  });
  const { width, height, inner, outer, bottom } = sheet;
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>heads</title>
    ${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('')}
    <style>
      @page { size: ${width}mm ${height}mm; margin: 0 }
      @page :left { margin: 0 }
      html, body { margin: 0; padding: 0; background: none !important }
      .leaf { position: relative; width: ${width}mm; height: ${height - 0.01}mm; break-after: page; overflow: hidden; background: none }
      .leaf:last-child { break-after: auto }
      .running, .folio { position: absolute; top: 12.5mm; font: 500 8.2pt/4mm var(--sans); color: #111111; white-space: nowrap }
      .folio { font-weight: 800; font-size: 9.5pt }
      .right .running { left: ${inner}mm }
      .right .folio { right: ${outer}mm }
      .left .running { right: ${inner}mm }
      .left .folio { left: ${outer}mm }
      .folio.foot { top: auto; bottom: ${bottom / 2}mm }
    </style></head><body>${leaves.join('')}</body></html>`;
}
