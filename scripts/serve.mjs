// Serves the two built sites as a plain static host would: dist at /, and dist-sub under /sub/ on the next port.
// Knows files and their types; nothing of the book. `node scripts/serve.mjs` leaves it running.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

const fileAt = (path) => (statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined);

const compressible = /text|javascript|json|svg|xml/;

/** A static server for one folder under one base path; `compress` gzips text as most hosts do. */
export function serve(folder, base, port, { compress = false } = {}) {
  const root = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(base) ? normalize(decodeURIComponent(pathname.slice(base.length))) : '..';
    const wanted = inside.startsWith('..') ? undefined : join(root, inside);
    const file = wanted && (fileAt(wanted) ?? fileAt(join(wanted, 'index.html')));
    const found = file ?? fileAt(join(root, '404.html'));
    if (!found) return void response.writeHead(404).end('Nothing here.');
    const type = types[extname(found)] ?? 'application/octet-stream';
    const zip = compress && compressible.test(type);
    response.writeHead(file ? 200 : 404, {
      'content-type': type,
      'cache-control': pathname.startsWith(`${base}_astro/`) ? 'max-age=31536000, immutable' : 'no-cache', // names are hashes
      ...(zip && { 'content-encoding': 'gzip' }),
    });
    const body = createReadStream(found);
    (zip ? body.pipe(createGzip()) : body).pipe(response);
  });
  return server.listen(port, '127.0.0.1');
}

/** Two neighbouring ports; SITE_PORT moves them, so that two copies of the project can be tested at once. */
const port = Number(process.env.SITE_PORT ?? 4390);
export const ports = { root: port, sub: port + 1 };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  serve('dist', '/', ports.root);
  serve('dist-sub', '/sub/', ports.sub);
}
