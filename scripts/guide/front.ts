// What stands before the first chapter: title page, its back, contents, list of figures. Page numbers are put in by the
// passes, wherever `data-no` names an id.
import type { GuideChapter } from './chapter.ts';
import type { Listed } from './figures.ts';
import type { Part, Site } from './site.ts';

/** Who made it and which edition: from package.json and CITATION.cff. */
export interface Imprint {
  title: string;
  subtitle: string;
  authors: string;
  version: string;
  /** The edition's date, as a reader reads it: "November 2026". */
  date: string;
}

const line = ({ id, number, title }: Listed, className = ''): string =>
  `<li class="leaders ${className}"><a href="#${id}"><span class="n">${number}</span><span class="t">${title}</span>` +
  `<i></i><span class="page-no" data-no="${id}">000</span></a></li>`;

export function titlePage({ title, subtitle, authors, version, date }: Imprint, site: Site, drawing: string): string {
  return `<section class="title-page" id="title-page">
    <p class="maker">${authors}</p>
    <h1>${title}</h1>
    <p class="subtitle">${subtitle}</p>
    <div class="drawing">${drawing}</div>
    <p class="edition">The study guide. Edition ${version}, ${date}</p>
  </section>
  <section class="imprint">
    <p>Every figure in this book is a still of a live one. The live figures are at <span class="address">${site.address}</span>:
      point a phone at the code beside a figure, or type the address under it, and it opens in the state that is printed.</p>
    <p>A yellow disc marks what your hand can move there. Where the book asks you to predict, write your answer down
      before you look: what happens is told at the back, on the page that is named.</p>
    <p>Text and figures are free to copy, teach from and improve under CC BY 4.0
      (<span class="address">creativecommons.org/licenses/by/4.0</span>); the code is under the MIT licence.</p>
    <p>To cite: ${authors}, <i>${title}: ${subtitle.replace(/\.$/, '')}</i>, edition ${version}, ${date},
      <span class="address">${site.address}</span></p>
  </section>`;
}

export function contents(parts: readonly Part[], chapters: readonly GuideChapter[], back: readonly Listed[]): string {
  const byNumber = new Map(chapters.map((chapter) => [chapter.number, chapter]));
  const chapterLines = (number: number) => {
    const chapter = byNumber.get(number);
    if (!chapter) return '';
    const { title, sections } = chapter;
    return (
      line({ id: `c${number}`, number: String(number), title }, 'of-chapter') +
      sections
        .filter((each) => each.number)
        .map((each) => line(each))
        .join('')
    );
  };
  return `<section class="contents" id="contents"><h1>Contents</h1>
    ${parts
      .map(
        (part) =>
          `<p class="part"><span class="n">${part.number}</span>${part.title}</p>` +
          `<ol>${part.chapters.map(({ number }) => chapterLines(number)).join('')}</ol>`,
      )
      .join('\n')}
    <ol class="back-matter">${back.map((each) => line(each, 'of-chapter')).join('')}</ol>
  </section>`;
}

export const listOf = (id: string, title: string, entries: readonly Listed[]): string =>
  entries.length
    ? `<section class="contents list" id="${id}"><h1>${title}</h1><ol>${entries.map((each) => line(each)).join('')}</ol></section>`
    : '';
