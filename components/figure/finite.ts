/** Whether every number inside plain data is finite. Divergence is a state that a figure shows, so it has to be seen. */
export function finite(data: unknown): boolean {
  if (typeof data === 'number') return Number.isFinite(data);
  if (typeof data !== 'object' || data === null) return true;
  if (ArrayBuffer.isView(data)) {
    if (data instanceof Float32Array || data instanceof Float64Array)
      for (const v of data) if (!Number.isFinite(v)) return false;
    return true;
  }
  return (Array.isArray(data) ? data : Object.values(data)).every(finite);
}
