// Fetches a file of this site that is packed with gzip, and unpacks it; tells meanwhile how much has come, and can be stopped.

/** A file did not come, or not whole: worth another try. */
export class NotArrived extends Error {}

export interface Arrival {
  /** Bytes that have come, packed as they are, and how many there are; 0 where nobody says. */
  arrived: number;
  size: number;
}

/** @throws NotArrived when it does not arrive whole */
export async function fetchPacked(
  path: string,
  onarrive: (arrival: Arrival) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  onarrive({ arrived: 0, size: 0 });
  try {
    const response = await fetch(base + path, { signal });
    if (!response.ok || !response.body) throw new Error(String(response.status));
    const size = Number(response.headers.get('content-length') ?? 0);
    let arrived = 0;
    onarrive({ arrived, size });
    const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(part, stream) {
        arrived += part.length;
        onarrive({ arrived, size });
        stream.enqueue(part);
      },
    });
    const unpacked = response.body.pipeThrough(counting).pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (error) {
    throw new NotArrived(`${path} did not arrive: ${error instanceof Error ? error.message : String(error)}`);
  }
}
