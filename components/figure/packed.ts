// Fetches a file of this site that is packed with gzip, and unpacks it; tells meanwhile how much has come, and can be stopped.
import { NotArrived, type Arrival, type OnArrival } from './source.ts';

/** Bytes that are unpacked at once. */
const PIECE = 16_384;

/** @throws NotArrived when it does not arrive whole */
async function fetchPacked(
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
      async transform(part, stream) {
        // Unpacked in small pieces, so that the page stays free.
        for (let at = 0; at < part.length; at += PIECE) {
          const piece = part.subarray(at, at + PIECE);
          arrived += piece.length;
          onarrive({ arrived, size });
          stream.enqueue(piece);
          await new Promise((resolve) => setTimeout(resolve));
        }
      },
    });
    const unpacked = response.body.pipeThrough(counting).pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (error) {
    throw new NotArrived(`${path} did not arrive: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Fetches files side by side and tells how they come along, added up. */
export async function fetchAllPacked(paths: readonly string[], onarrive: OnArrival, signal: AbortSignal) {
  if (!paths.length) return [];
  const come = new Map<string, Arrival>();
  const tell = () => {
    const [arrived, size] = [...come.values()].reduce((sum, one) => [sum[0] + one.arrived, sum[1] + one.size], [0, 0]);
    onarrive({ arrived, size });
  };
  const fetchOne = async (path: string) => {
    const file = await fetchPacked(
      path,
      (arrival) => {
        come.set(path, arrival);
        tell();
      },
      signal,
    );
    return [path, file] as const;
  };
  try {
    return await Promise.all(paths.map(fetchOne));
  } finally {
    onarrive(undefined);
  }
}
