// On paper: the text, every figure as the reader left it, its other settings beside it, all answers; nothing clipped, no
// controls, light colours. Laid out as print does it, then really printed and, where pdftotext is there, read back.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readModules } from './printed/codes.ts';
import { cutOff } from './layout.ts';
import { chapters, pages, root } from './pages.ts';
import { nudge, open } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true }); // see test.ts

/** The printable width of A4 in CSS pixels, with the margins that the style sheet's @page asks for at the least. */
const sheet = { width: 718, height: 1047 };

for (const address of pages) {
  test(`${address} fits a sheet of paper`, async ({ page }) => {
    await page.setViewportSize(sheet);
    await open(page, address);
    await page.emulateMedia({ media: 'print' });
    expect(await cutOff(page)).toEqual([]);
    const controls = page
      .locator(
        'button:not([popovertarget]), input:not([type=radio], [type=checkbox], book-blank *), select, textarea, [role=switch]',
      )
      .and(page.locator(':visible'));
    expect(await controls.evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 120)))).toEqual([]);
    for (const figure of await page.locator('figure.figure').all()) {
      const box = await figure.locator('.stage').locator('svg, canvas, img').first().boundingBox();
      expect(box?.height ?? 0, `${await figure.getAttribute('id')} is drawn`).toBeGreaterThan(60);
      await expect(figure.locator('.say').first()).toBeVisible();
    }
    for (const answer of await page.locator('.exercise details.answer .body').all()) await expect(answer).toBeVisible();
  });
}

for (const chapter of chapters) {
  test(`${chapter} prints as the reader left it, in light colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open(page, chapter);
    for (const figure of await page.locator('figure.figure').all()) await nudge(figure);
    const params = page.locator('figure.figure .print-params');
    const told = await params.allTextContents();
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true });
    const folder = `${root}test-results/paper`;
    const file = `${folder}/${chapter.split('/').at(-2)}.pdf`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, pdf);
    expect(pdf.length).toBeGreaterThan(20_000);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toMatch(
      /rgba?\((255, 255, 255|0, 0, 0, 0)/,
    );
    await expect(params).toHaveText(told);

    test.skip(spawnSync('pdftotext', ['-v']).error !== undefined, 'pdftotext is not on this machine');
    const bare = (text: string) => text.normalize('NFKC').replace(/[\s\u00ad-]/g, '');
    const printed = bare(execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }));
    const must = await page.locator('main h1, main h2, figure.figure .figure-title').allInnerTexts();
    expect(must.filter((text) => !printed.includes(bare(text)))).toEqual([]);
  });
}

test('the code beside a figure leads to it as the reader left it; one that was not touched rests', async ({ page }) => {
  await open(page, '/chapters/gradient-descent/');
  const [turned, rests] = await page.locator('figure.figure').all();
  await nudge(turned);
  const codes = page.locator('.print-scan');
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await expect(codes.first().locator('svg path')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  const told = await turned.locator('.print-params').textContent();
  const drawn = await codes.first().locator('svg path').getAttribute('d');
  const side = (await codes.first().locator('svg').getAttribute('viewBox'))?.split(' ').at(-1);
  const address = readModules(drawn ?? '', Number(side)) ?? '';
  expect(address).toContain(`/embed/${await turned.getAttribute('id')}/?v=1&`);
  await expect(codes.first().locator('span')).toHaveText(address.replace('https://', ''));
  await expect(codes.nth(1).locator('svg')).toHaveCount(0);
  await expect(codes.nth(1).locator('img')).toHaveAttribute('src', `/qr/${await rests.getAttribute('id')}.svg`);
  const still = await (await page.request.get(`/qr/${await rests.getAttribute('id')}.svg`)).text();
  const [, size, path] = /viewBox="0 0 (\d+) .*? d="([^"]*)"/.exec(still) ?? [];
  expect(readModules(path, Number(size))).toMatch(new RegExp(`/embed/${await rests.getAttribute('id')}/$`));
  const { pathname, search } = new URL(address);
  await open(page, pathname + search);
  await expect(page.locator('figure.figure .print-params')).toHaveText(told ?? '');
});
