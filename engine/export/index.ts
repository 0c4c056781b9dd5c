/**
 * Leaving the page, and coming back: PyTorch scripts, ONNX, safetensors, CSV. A door of its own, so that a page that
 * exports nothing loads nothing of it: `await import('#engine/export')`.
 */
export { toCsv } from './csv.ts';
export { toOnnx, type OnnxOptions } from './onnx.ts';
export { loadProgram, saveProgram, type SaveOptions } from './program-file.ts';
export { toPyTorch, type PyTorchOptions, type PyTorchScript } from './pytorch.ts';
export {
  expectTensor,
  readSafetensors,
  writeSafetensors,
  type WeightFile,
  type Weights,
  type WeightType,
} from './safetensors.ts';
