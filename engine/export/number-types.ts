/** How numbers lie in a safetensors file, type by type: how wide they are, how one is read and written. */
import { fromHalf, toHalf } from './half.ts';

interface NumberType {
  /** Bytes of one number. */
  readonly width: number;
  /** Whether a 32-bit float holds each of them; if not, a 64-bit one does, or reading refuses. */
  readonly isSingle: boolean;
  read(view: DataView, at: number): number;
}

const bfloat = new DataView(new ArrayBuffer(4));

/** The types of the format that stand for numbers (U8 … F64); all little-endian. */
export const numberTypes = {
  F64: { width: 8, isSingle: false, read: (view, at) => view.getFloat64(at, true) },
  F32: { width: 4, isSingle: true, read: (view, at) => view.getFloat32(at, true) },
  F16: { width: 2, isSingle: true, read: (view, at) => fromHalf(view.getUint16(at, true)) },
  BF16: {
    width: 2,
    isSingle: true,
    read: (view, at) => {
      bfloat.setUint32(0, view.getUint16(at, true) * 65536); // the upper half of a 32-bit float
      return bfloat.getFloat32(0);
    },
  },
  I64: { width: 8, isSingle: false, read: (view, at) => Number(view.getBigInt64(at, true)) },
  I32: { width: 4, isSingle: false, read: (view, at) => view.getInt32(at, true) },
  I16: { width: 2, isSingle: true, read: (view, at) => view.getInt16(at, true) },
  I8: { width: 1, isSingle: true, read: (view, at) => view.getInt8(at) },
  U64: { width: 8, isSingle: false, read: (view, at) => Number(view.getBigUint64(at, true)) },
  U32: { width: 4, isSingle: false, read: (view, at) => view.getUint32(at, true) },
  U16: { width: 2, isSingle: true, read: (view, at) => view.getUint16(at, true) },
  U8: { width: 1, isSingle: true, read: (view, at) => view.getUint8(at) },
  BOOL: { width: 1, isSingle: true, read: (view, at) => view.getUint8(at) },
} satisfies Record<string, NumberType>;

export type NumberTypeName = keyof typeof numberTypes;

/** The types that are written. */
export const writers = {
  F64: (view: DataView, at: number, value: number): void => view.setFloat64(at, value, true),
  F32: (view: DataView, at: number, value: number): void => view.setFloat32(at, value, true),
  F16: (view: DataView, at: number, value: number): void => view.setUint16(at, toHalf(value), true),
};

export type WeightType = keyof typeof writers;
