/**
 * A page of headless Chromium that starts workers, and the loopback server it loads them from. Keeps count of the bytes
 * that it served.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname } from 'node:path';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from '@playwright/test';
import { ensureBrowser, flags } from '../../scripts/browser.mjs';
import type { Files } from './bundle.ts';
import { wasmFolder } from './install.ts';

/** Where the server has TensorFlow.js's .wasm files. */
export const WASM_PATH = '/wasm/';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.html': 'text/html',
};

export interface Laboratory {
  readonly page: Page;
  /** The browser's. */
  readonly version: string;
  /** The files served since it was last emptied. */
  readonly served: Files;
  close(): Promise<void>;
}

/** Opens an empty page over the files; nothing is cached. */
export async function openPage(files: Files): Promise<Laboratory> {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: flags });
  const served: Files = new Map();
  const find = (path: string): string | Uint8Array | undefined =>
    path === '/'
      ? '<!doctype html><title>bench</title>'
      : path.startsWith(WASM_PATH)
        ? readFileSync(wasmFolder + basename(path))
        : files.get(path);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const body = find(pathname);
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    served.set(pathname, body);
    const type = types[extname(pathname)] ?? 'text/html';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  served.clear();
  const close = async (): Promise<void> => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  return { page, version: browser.version(), served, close };
}
