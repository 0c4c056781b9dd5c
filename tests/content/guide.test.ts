// What the printed guide is made of, without a browser: codes, options, files, hyphens.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { openBrowser } from '../../scripts/guide/browser.ts';
import { hyphenate } from '../../scripts/guide/hyphens.ts';
import { keep } from '../../scripts/guide/keep.ts';
import { readOptions } from '../../scripts/guide/options.ts';
import { qrDrawing } from '../../scripts/guide/qr.ts';
import { Site } from '../../scripts/guide/site.ts';

test('an address too long for a code that paper bears is refused by name', () => {
  expect(qrDrawing('https://smallnets.example/embed/descent-1d/?print=2', 'Figure 6.1b')).toMatch(/^<svg class="qr"/);
  expect(() => qrDrawing(`https://smallnets.example/${'x'.repeat(200)}`, 'Figure 6.1b')).toThrow(
    /^Figure 6\.1b: its QR code would be too dense for paper, at 226 letters/,
  );
});

test('an option that the guide does not know stops it and names those it does', () => {
  expect(readOptions(['--chapter=loss', '--as=letter', '--answers=none', '--room'])).toMatchObject({
    chapter: 'loss',
    paper: ['letter'],
    epub: false,
    answers: false,
    room: true,
  });
  for (const word of ['--as=a5', 'loss', '--chapter', '--answers'])
    expect(() => readOptions([word])).toThrow(`The guide does not know “${word}”`);
});

test('a file that could not be written whole leaves nothing behind, and what was there before stays', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'guide-'));
  const file = path.join(folder, 'study-guide.pdf');
  keep(file, Buffer.from('whole'));
  const full = () => {
    throw Object.assign(new Error('write failed'), { code: 'ENOSPC' });
  };
  expect(() => keep(file, Buffer.alloc(3_000_000), full)).toThrow(/the disk is full, and it needs 3\.0 MB/);
  expect(readFileSync(file, 'utf8')).toBe('whole');
  expect(existsSync(`${file}.part`)).toBe(false);
  rmSync(folder, { recursive: true });
});

test('a folder without a built site is told, with what to do', () => {
  expect(() => new Site(path.join(tmpdir(), 'nothing-here'))).toThrow(/holds no built site: run npm run build first/);
});

test('a machine without a browser is told how to get one', async () => {
  await expect(openBrowser(() => undefined)).rejects.toThrow(
    'No Chromium on this machine: node scripts/browser.mjs installs one, or name yours in CHROMIUM_PATH.',
  );
});

test('words of running text may be broken; names, formulas, code and headings stay whole', () => {
  const { document } = parseHTML(
    '<html><body><h2>Backpropagation</h2><p>Learning by differentiation, said Rosenblatt; <code>backpropagation</code></p></body></html>',
  );
  hyphenate(document.body as unknown as Element);
  const marked = document.body.innerHTML.replaceAll('\u00ad', '|');
  expect(marked).toContain('<h2>Backpropagation</h2>');
  expect(marked).toContain('<code>backpropagation</code>');
  expect(marked).toContain('Rosenblatt');
  expect(marked).toMatch(/dif\|?f\w*\|\w+/);
});
