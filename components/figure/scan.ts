/**
 * The code beside each figure on paper leads to the figure as the reader left it. The page's address holds that state; what
 * stood in the page is the code of the figure at rest. Loaded once a figure has been turned, drawn just before the page prints.
 */
import { qrCode } from './qr.ts';

/** Modules along a side that a phone still reads from paper: version 10. A longer address is told in letters alone. */
const MOST = 57;

const SVG = 'http://www.w3.org/2000/svg';

addEventListener('beforeprint', () => {
  for (const scan of document.querySelectorAll<HTMLElement>('.print-scan')) drawScan(scan);
});

function drawScan(scan: HTMLElement): void {
  const picture = scan.querySelector('img');
  const words = scan.querySelector('span');
  const figure = /([^/]+)\.svg$/.exec(picture?.getAttribute('src') ?? '')?.[1];
  if (!picture || !words || !figure) return;
  const address = addressOf(figure, location);
  scan.querySelector('svg')?.remove();
  words.textContent = address.replace(/^https?:\/\//, '');
  const turned = address.includes('?');
  picture.hidden = turned;
  const code = turned ? qrCode(address, MOST) : undefined;
  if (!code) return;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${code.side} ${code.side}`);
  svg.style.setProperty('--modules', String(code.side));
  const path = svg.appendChild(document.createElementNS(SVG, 'path'));
  path.setAttribute('d', code.path);
  scan.prepend(svg);
}

/** The figure's own page, in the state that the address of this page holds. */
function addressOf(figure: string, { href, search }: Pick<Location, 'href' | 'search'>): string {
  const page = new URL(document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? href);
  const at = page.pathname.search(/(?:chapters|embed)\//);
  const own = new URLSearchParams();
  for (const [key, value] of new URLSearchParams(search))
    if (key === 'v' || key.startsWith(`${figure}.`)) own.append(key, value);
  const stateful = [...own.keys()].some((key) => key !== 'v');
  const query = stateful ? `?${own.toString().replaceAll('%2C', ',')}` : '';
  return `${page.origin}${page.pathname.slice(0, at)}embed/${figure}/${query}`;
}
