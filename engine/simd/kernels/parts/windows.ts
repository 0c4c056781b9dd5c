// How a window slides along one axis, as in engine/kernels/windows.ts.

/** How many places a window finds along an axis of `size` pixels with `padding` zeros at both ends. */
@inline
export function places(size: i32, kernel: i32, stride: i32, padding: i32, dilation: i32): i32 {
  return (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
}
