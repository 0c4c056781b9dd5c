// Fetches a file of this site that is packed with gzip, and unpacks it.

/** @throws Error when it does not arrive whole */
export async function fetchPacked(path: string): Promise<Uint8Array> {
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  const response = await fetch(base + path);
  if (!response.ok || !response.body) throw new Error(`${path} did not arrive: ${response.status}`);
  const unpacked = response.body.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}
