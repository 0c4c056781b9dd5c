/** What the page may know of the worker: the host and the words it is spoken to with. */
export { createHost, type Host, type Limit, type Pulled } from './host.ts';
