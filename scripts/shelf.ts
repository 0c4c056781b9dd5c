// Imported for its effect: from here on, jobs find their files in public/ on this machine's disk. The build and the tests
// have it; in the browser the page fetches them.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readShelfBy } from '../engine/data/shelf.ts';

readShelfBy((path) => new Uint8Array(gunzipSync(readFileSync(`${process.cwd()}/public/${path}`))));
