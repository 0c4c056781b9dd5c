/** What the page may know of the worker: the host, the words it is spoken to with, and the shelf for a page without one. */
export { shelve, shelved } from '../data/shelf.ts';
export { createHost, type Host, type Limit, type Pulled, type WorkerHost } from './host.ts';
