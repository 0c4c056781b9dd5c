// Runs ONNX files with onnxruntime: WebAssembly, one thread.
import * as ort from 'onnxruntime-web/wasm';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

export interface Fed {
  shape: readonly number[];
  values: ArrayLike<number>;
}

/** The outputs of an ONNX file by name. */
export async function runOnnx(file: Uint8Array, inputs: Record<string, Fed>): Promise<Record<string, Fed>> {
  const session = await ort.InferenceSession.create(file, { executionProviders: ['wasm'], logSeverityLevel: 3 });
  const feeds = Object.entries(inputs).map(([name, { shape, values }]) => {
    return [name, new ort.Tensor('float32', Float32Array.from(values), shape)] as const;
  });
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, { dims, data }]) => [name, { shape: dims, values: data as Float32Array }]),
  );
}
