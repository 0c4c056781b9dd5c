// Files that jobs read and that are too large to come with their code, unpacked, by their path under public/. Whoever runs a
// job brings them: the page fetches them before a run, the build and the tests read them from the disk. Knows no network.
const files = new Map<string, Uint8Array>();
let fromDisk: ((path: string) => Uint8Array) | undefined;

/** Puts an unpacked file where jobs find it. */
export function shelve(path: string, file: Uint8Array): void {
  files.set(path, file);
}

/** From now on a file that is not here is read by this. */
export function readShelfBy(read: (path: string) => Uint8Array): void {
  fromDisk = read;
}

/** @throws Error when nobody brought the file */
export function shelved(path: string): Uint8Array {
  let file = files.get(path);
  if (!file && fromDisk) files.set(path, (file = fromDisk(path)));
  if (!file) throw new Error(`shelf: ${path} was not brought; the job must name it in its files`);
  return file;
}
