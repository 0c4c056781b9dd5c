// Runs ONNX files with onnxruntime (WebAssembly, one thread), and compares with what the engine computes.
import * as ort from 'onnxruntime-web/wasm';
import { compile, type Program, type Tensor } from '#engine';
import { toOnnx, type OnnxOptions } from '../../../engine/export/onnx.ts';

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

/** What the engine and onnxruntime make of the same inputs, output by output. */
export async function bothWays(
  outputs: readonly Tensor[],
  inputs: Record<string, Fed>,
  options: Partial<OnnxOptions> = {},
): Promise<{ ours: Fed; theirs: Fed }[]> {
  const program = (options.program ?? compile({ outputs })) as Program;
  program.mode = 'evaluate';
  for (const [name, { values }] of Object.entries(inputs)) program.feed(name, values);
  program.forward();
  const results = Object.values(await runOnnx(toOnnx({ outputs, ...options }), inputs));
  return outputs.map((tensor, i) => ({
    ours: { shape: tensor.shape, values: program.value(tensor).slice() },
    theirs: results[i],
  }));
}
