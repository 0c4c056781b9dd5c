// The last hand: lays the running heads over the pages as artifacts, which those who listen are spared, and tells readers of
// the PDF its title, language, page labels and a clean outline. Knows PDF, not the book.
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFOperator, PDFRef } from '@cantoo/pdf-lib';
import type { PDFObject, PDFOperatorNames } from '@cantoo/pdf-lib';

export interface Finish {
  title: string;
  author: string;
  subject: string;
  /** The words of every heading, in the order of the outline. */
  headings: readonly string[];
  created: Date;
}

export async function finish(pages: Uint8Array, heads: Uint8Array, told: Finish): Promise<Uint8Array> {
  const book = await PDFDocument.load(pages, { updateMetadata: false });
  // The leaf of links has done its work: Chromium has named a place for every id.
  book.removePage(book.getPageCount() - 1);
  const overlays = await book.embedPdf(
    heads,
    Array.from({ length: book.getPageCount() }, (_, i) => i),
  );
  const begin = PDFOperator.of('BMC' as PDFOperatorNames, [PDFName.of('Artifact')]);
  const end = PDFOperator.of('EMC' as PDFOperatorNames);
  for (const [i, page] of book.getPages().entries()) {
    page.pushOperators(begin);
    page.drawPage(overlays[i]);
    page.pushOperators(end);
  }
  book.setTitle(told.title, { showInWindowTitleBar: true });
  book.setAuthor(told.author);
  book.setSubject(told.subject);
  book.setLanguage('en-GB');
  book.setCreator('Small Nets, npm run guide');
  book.setProducer('Chromium, pdf-lib');
  book.setCreationDate(told.created);
  book.setModificationDate(told.created);
  const labels = book.context.obj({ Nums: [PDFNumber.of(0), book.context.obj({ S: 'D' })] });
  book.catalog.set(PDFName.of('PageLabels'), book.context.register(labels));
  nameOutline(book, told.headings);
  return book.save({ useObjectStreams: true });
}

/** Chromium writes a formula's words twice into the outline: each entry gets its heading's own words instead. */
function nameOutline(book: PDFDocument, headings: readonly string[]): void {
  const outline = book.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict);
  if (!outline) throw new Error('The PDF has no outline: Chromium was not asked for one.');
  const items: PDFDict[] = [];
  const visit = (first: PDFObject | undefined) => {
    for (let at = first; at instanceof PDFRef;) {
      const item: PDFDict = book.context.lookup(at, PDFDict);
      items.push(item);
      visit(item.get(PDFName.of('First')));
      at = item.get(PDFName.of('Next'));
    }
  };
  visit(outline.get(PDFName.of('First')));
  if (items.length !== headings.length)
    throw new Error(`The PDF’s outline has ${items.length} entries, and the book ${headings.length} headings.`);
  for (const [i, item] of items.entries()) item.set(PDFName.of('Title'), PDFHexString.fromText(headings[i]));
}
