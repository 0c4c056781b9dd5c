// The small part of the WebAssembly interface that the engine uses, or nothing where the platform has none. The engine
// is compiled without the browser's types, and a page may forbid compiling by its security policy.

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

interface WasmApi {
  validate(code: Uint8Array): boolean;
  readonly Module: new (code: Uint8Array) => object;
  readonly Memory: new (pages: { initial: number; maximum: number }) => WasmMemory;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => WasmInstance;
}

export const PAGE_BYTES = 65536;

export const webAssembly = (globalThis as { readonly WebAssembly?: WasmApi }).WebAssembly;
