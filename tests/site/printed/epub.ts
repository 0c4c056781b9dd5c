// What is wrong with an EPUB that a reader would notice: files without an entry, links that lead nowhere, words of the printed
// page. The W3C's checker sees the rest (`npm run test:epub`).
import { strFromU8, unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';

export function epubFaults(bytes: Uint8Array): string[] {
  const faults: string[] = [];
  const files = unzipSync(bytes);
  const names = Object.keys(files);
  if (names[0] !== 'mimetype' || strFromU8(files.mimetype) !== 'application/epub+zip')
    faults.push('mimetype is not its first file');
  const listed = [...strFromU8(files['OEBPS/book.opf']).matchAll(/ href="([^"]+)"/g)].map(
    ([, name]) => `OEBPS/${name}`,
  );
  for (const name of names)
    if (name.startsWith('OEBPS/') && name !== 'OEBPS/book.opf' && !listed.includes(name))
      faults.push(`${name} is not listed`);
  for (const name of listed) if (!files[name]) faults.push(`${name} is listed and is not there`);

  const pages = new Map(
    names.filter((name) => name.endsWith('.xhtml')).map((name) => [name, parseHTML(strFromU8(files[name])).document]),
  );
  for (const [name, document] of pages) {
    for (const link of document.querySelectorAll('a[href]')) {
      const [file, id] = (link.getAttribute('href') ?? '').split('#');
      if (file.startsWith('http')) continue;
      const target = file ? pages.get(`OEBPS/${file}`) : document;
      if (!target) faults.push(`${name}: ${file} is nowhere`);
      else if (id && !target.getElementById(id)) faults.push(`${name}: ${file}#${id} has no such place`);
    }
    const unnamed = [...document.querySelectorAll('svg[role=img]')].filter((svg) => !svg.getAttribute('aria-label'));
    if (unnamed.length) faults.push(`${name}: ${unnamed.length} drawings without words`);
    if (/page\s*000|\bpage \d+\b/.test(document.body.textContent))
      faults.push(`${name} names a page of the printed book`);
  }
  return faults;
}
