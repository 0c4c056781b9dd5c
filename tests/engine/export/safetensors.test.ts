// The weights file: what is written is read back; every lie that a file can tell is refused with a sentence; bytes at
// random never do worse than an error.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHalf, toHalf } from '../../../engine/export/half.ts';
import { expectTensor, readSafetensors, writeSafetensors } from '../../../engine/export/safetensors.ts';

const weights = { w: { shape: [2, 3], values: Float32Array.of(0.5, -1, 2, 0, -0.25, 8) } };

/** A file with this header, whatever it claims, and `length` bytes of data. */
function forge(header: unknown, length: number): Uint8Array {
  const json = typeof header === 'string' ? header : JSON.stringify(header);
  const file = new Uint8Array(8 + json.length + length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(new TextEncoder().encode(json), 8);
  return file;
}

describe('safetensors', () => {
  test.each(['F32', 'F16'] as const)('reads back what it wrote as %s', (dtype) => {
    const file = readSafetensors(writeSafetensors(weights, dtype, { title: 'two by three – “w”' }));
    expect(file.tensors.w.shape).toEqual([2, 3]);
    expect(file.tensors.w.values).toEqual(weights.w.values);
    expect(file.metadata).toEqual({ title: 'two by three – “w”' });
  });

  test('the data begins at a multiple of eight bytes', () => {
    const file = writeSafetensors(weights, 'F32');
    expect(Number(new DataView(file.buffer).getBigUint64(0, true)) % 8).toBe(0);
  });

  test('a tensor is asked for by name and shape', () => {
    const file = readSafetensors(writeSafetensors(weights, 'F32'));
    expect(expectTensor(file, 'w', [2, 3])).toHaveLength(6);
    expect(() => expectTensor(file, 'v', [2, 3])).toThrow('safetensors: the file has no tensor v');
    expect(() => expectTensor(file, 'toString', [1])).toThrow('safetensors: the file has no tensor toString');
    expect(() => expectTensor(file, 'w', [3, 2])).toThrow('safetensors: w: expected shape [3, 2], the file has [2, 3]');
    const broken = { w: { shape: [2], values: Float32Array.of(1, NaN) } };
    expect(() => expectTensor(readSafetensors(writeSafetensors(broken, 'F16')), 'w', [2])).toThrow(
      'safetensors: w: value 1 is NaN',
    );
  });

  test('a shape that does not fit its values is not written', () => {
    expect(() => writeSafetensors({ w: { shape: [4], values: new Float32Array(3) } }, 'F32')).toThrow(
      'safetensors: w: shape [4] needs 4 values, got 3',
    );
  });

  const entry = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
  test.each([
    ['cut off in the length', new Uint8Array(5), 'the file is cut off: 5 bytes, the length alone needs 8'],
    ['cut off in the header', forge({ w: entry }, 0).subarray(0, 30), 'the file is cut off: header ends at'],
    ['cut off in the data', forge({ w: entry }, 4), 'the file is cut off: w ends at 8 of 4'],
    ['a header longer than the file', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255), 'is too long'],
    ['a header that is not JSON', forge('{"w": ', 8), 'the header is not JSON'],
    ['a header that is a list', forge([1], 0), 'the header is not an object'],
    ['an unknown type', forge({ w: { ...entry, dtype: 'I64' } }, 8), 'w: type I64 is not F32 or F16'],
    ['a negative size', forge({ w: { ...entry, shape: [-2] } }, 8), 'w: shape must be a list of sizes, got [-2]'],
    ['no offsets', forge({ w: { dtype: 'F32', shape: [2] } }, 8), 'w: offsets must be two positions'],
    [
      'offsets that lie',
      forge({ w: { ...entry, data_offsets: [0, 4] } }, 4),
      'w: F32 [2] needs 8 bytes, offsets give 4',
    ],
    ['a hole', forge({ w: { ...entry, data_offsets: [4, 12] } }, 12), 'w: begins at 4, expected 0'],
    ['an overlap', forge({ w: entry, v: { ...entry, data_offsets: [4, 12] } }, 12), 'v: begins at 4, expected 8'],
    ['data that nobody owns', forge({ w: entry }, 9), '1 bytes at the end belong to no tensor'],
    ['metadata that is not text', forge({ __metadata__: { a: 1 } }, 0), '__metadata__ must map names to text'],
  ])('refuses %s', (_, file, message) => {
    expect(() => readSafetensors(file)).toThrow(`safetensors: `);
    expect(() => readSafetensors(file)).toThrow(message);
  });

  test('any change of any bytes is read or refused, never worse', () => {
    const good = writeSafetensors(weights, 'F32');
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), fc.nat(good.length), (changes, length) => {
        const file = good.slice();
        for (const [at, byte] of changes) file[at] = byte;
        readOrRefuse(file.subarray(0, length));
        readOrRefuse(file);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), readOrRefuse));
  });
});

function readOrRefuse(file: Uint8Array) {
  try {
    readSafetensors(file);
  } catch (error) {
    expect((error as Error).message).toMatch(/^safetensors: /);
  }
}

describe('half precision', () => {
  test('every half survives the way to a float and back', () => {
    for (let half = 0; half < 0x10000; half++) {
      const value = fromHalf(half);
      if (Number.isNaN(value)) expect(toHalf(value) & 0x7c00).toBe(0x7c00);
      else expect(toHalf(value)).toBe(half);
    }
  });

  test('rounds to the nearest half, ties to even', () => {
    const halves = Array.from({ length: 0x7c00 }, (_, half) => fromHalf(half));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7bfe }), fc.double({ min: 0, max: 1, noNaN: true }), (half, share) => {
        const value = Math.fround(halves[half] + share * (halves[half + 1] - halves[half]));
        const [below, above] = [value - halves[half], halves[half + 1] - value];
        const nearest = below < above || (below === above && half % 2 === 0) ? half : half + 1;
        expect(toHalf(value)).toBe(nearest);
        expect(toHalf(-value) & 0x7fff).toBe(nearest);
      }),
    );
    expect(toHalf(65520)).toBe(0x7c00);
    expect(toHalf(65519)).toBe(0x7bff);
    expect(toHalf(2 ** -25)).toBe(0);
    expect(toHalf(2 ** -25 * 1.001)).toBe(1);
    expect(fromHalf(toHalf(0.1))).toBeCloseTo(0.1, 4);
  });
});
