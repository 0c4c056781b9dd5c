// A figure of the site as paper shows it: its picture at rest, the sentence, the knobs, the other printed states beside each
// other, and a QR code and an address for each state.
import { QR_SIDE, qrDrawing } from './qr.ts';
import type { Entry, Site } from './site.ts';

/** A line of a list of contents, figures or tables. `title` is markup. */
export interface Listed {
  id: string;
  number: string;
  title: string;
}

/** The address of a figure in its printed state of this number; 0 is how it rests. */
const addressOf = (site: Site, figure: string, print: number): string =>
  `${site.address}embed/${figure}/${print ? `?print=${print}` : ''}`;

const SUFFIX = 'abcdefgh';

/** Readies all figures of a chapter and lists them; ids are still the chapter's own. */
export function setFigures(main: Element, { number: chapter }: Entry, site: Site): Listed[] {
  const listed: Listed[] = [];
  for (const figure of [...main.querySelectorAll('figure.figure')]) {
    const title = figure.querySelector('.figure-title');
    const label = title?.querySelector('.figure-number')?.textContent.trim();
    if (!title || !label) throw new Error(`chapter ${chapter}: the figure ${figure.id} has no number and title`);
    const number = label.replace(/^\D*/, '');
    const name = title.textContent.replace(label, '').trim();
    listed.push({ id: `c${chapter}.${figure.id}`, number, title: name });

    const twin = figure.nextElementSibling?.matches('.twin') ? figure.nextElementSibling : undefined;
    drawBlank(figure, main, listed.length - 1);
    const foot = element(figure, 'div', 'figure-foot');
    const words = element(figure, 'div', 'figure-words');
    words.append(...[...figure.children].filter((child) => child.matches('.say, .print-params')));
    foot.append(words, scan(figure, addressOf(site, figure.id, 0), `${label}, ${name}`, label));
    figure.append(foot);
    for (const [i, one] of [...(twin?.querySelectorAll('.twin-one') ?? [])].entries()) {
      const which = `${label}${SUFFIX[i]}`;
      const heading = one.querySelector('.twin-label') ?? element(figure, 'p', 'twin-label');
      const place = element(figure, 'b', 'n');
      place.textContent = SUFFIX[i];
      heading.prepend(place, ' ');
      one.prepend(heading);
      one.setAttribute('id', `${figure.id}-${SUFFIX[i]}`);
      const says = one.querySelector('.twin-says');
      one.append(scan(figure, addressOf(site, figure.id, i + 1), `${which}, ${name}`, which));
      if (says) one.querySelector('.stage')?.after(says);
    }
    if (twin) {
      twin.removeAttribute('aria-label');
      twin.removeAttribute('role');
      oneRowEach(twin);
    }
  }
  return listed;
}

/** Small multiples in several rows become several blocks, which need not stand on one page. */
function oneRowEach(twin: Element): void {
  const columns = Number(/--columns:\s*(\d+)/.exec(twin.getAttribute('style') ?? '')?.[1] ?? 1);
  const rest = [...twin.children].slice(columns);
  if (!rest.length) return;
  const row = twin.cloneNode(false) as Element;
  row.removeAttribute('id');
  row.classList.add('twin-row');
  row.append(...rest);
  twin.after(row);
  oneRowEach(row);
}

/** What is drawn on a canvas is not there without the program: the figure's still, beside "In short", takes its place. */
function drawBlank(figure: Element, main: Element, index: number): void {
  if (!figure.querySelector('.stage canvas')) return;
  const still = main.querySelectorAll('.stills > .plot-frame, .stills > *')[index];
  const stage = figure.querySelector('.stage');
  if (!still || still.querySelector('canvas'))
    throw new Error(`the figure ${figure.id} is drawn on a canvas, and its still is, too: paper would show nothing`);
  stage?.replaceChildren(still.cloneNode(true));
  stage?.classList.add('as-still');
}

/** The code with its address beneath, as a link for those who read on a screen. */
function scan(near: Element, address: string, what: string, label: string): Element {
  const box = element(near, 'p', 'scan');
  box.innerHTML =
    `<a href="${address}" aria-label="Open ${label} live">${qrDrawing(address, what)}</a>` +
    `<span class="scan-words"><b>${label}</b> live: <span class="address" translate="no">${shortened(address)}</span></span>`;
  box.setAttribute('style', `--qr: ${QR_SIDE}mm`);
  return box;
}

/** What a reader types: no protocol, and places at which it may break. */
const shortened = (address: string): string => address.replace(/^https?:\/\//, '').replace(/([/?])/g, '$1<wbr>');

function element(near: Element, tag: string, className: string): Element {
  const made = near.ownerDocument.createElement(tag);
  made.className = className;
  return made;
}
