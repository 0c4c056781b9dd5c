// The weights file: what is written is read back; every lie that a file can tell is refused with a sentence; bytes at
// random never do worse than an error.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHalf, toHalf } from '../../../engine/export/half.ts';
import { expectTensor, readSafetensors, writeSafetensors } from '../../../engine/export/safetensors.ts';
import { decodeUtf8, encodeUtf8 } from '../../../engine/export/utf8.ts';

const weights = { w: { shape: [2, 3], values: Float32Array.of(0.5, -1, 2, 0, -0.25, 8) } };

/** A file with this header, whatever it claims, and `length` bytes of data. */
function forge(header: unknown, length: number, byte = 0): Uint8Array {
  const json = typeof header === 'string' ? header : JSON.stringify(header);
  const head = header instanceof Uint8Array ? header : new TextEncoder().encode(json);
  const file = new Uint8Array(8 + head.length + length).fill(byte);
  new DataView(file.buffer).setBigUint64(0, BigInt(head.length), true);
  file.set(head, 8);
  return file;
}

describe('safetensors', () => {
  test.each(['F32', 'F16'] as const)('reads back what it wrote as %s', (dtype) => {
    const file = readSafetensors(writeSafetensors(weights, dtype, { title: 'two by three – “w”' }));
    expect(file.tensors.w.shape).toEqual([2, 3]);
    expect(file.tensors.w.values).toEqual(weights.w.values);
    expect(file.metadata).toEqual({ title: 'two by three – “w”' });
  });

  test('64-bit floats are written and read whole', () => {
    const third = { third: { shape: [1], values: Float64Array.of(1 / 3) } };
    expect(readSafetensors(writeSafetensors(third, 'F64')).tensors.third.values).toEqual(Float64Array.of(1 / 3));
  });

  test.each([
    ['BF16', [0x80, 0x3f, 0x20, 0xc0], [1, -2.5]],
    ['I64', [255, 255, 255, 255, 255, 255, 255, 255], [-1]],
    ['U64', [1, 2, 0, 0, 0, 0, 0, 0], [513]],
    ['I32', [254, 255, 255, 255], [-2]],
    ['U32', [255, 255, 255, 255], [4294967295]],
    ['I16', [0, 128], [-32768]],
    ['U16', [255, 255], [65535]],
    ['I8', [128, 127], [-128, 127]],
    ['U8', [255, 0], [255, 0]],
    ['BOOL', [1, 0], [1, 0]],
  ])('reads %s', (dtype, bytes, values) => {
    const file = forge({ n: { dtype, shape: [values.length], data_offsets: [0, bytes.length] } }, bytes.length);
    file.set(bytes, file.length - bytes.length);
    expect([...readSafetensors(file).tensors.n.values]).toEqual(values);
  });

  test('names mean nothing to the language: __proto__, constructor, 0', () => {
    const odd = Object.fromEntries(
      ['__proto__', 'constructor', '1', '0', ''].map((name, i) => [name, { shape: [1], values: Float32Array.of(i) }]),
    );
    const { tensors } = readSafetensors(writeSafetensors(odd, 'F32'));
    expect(Object.keys(tensors).sort()).toEqual(['', '0', '1', '__proto__', 'constructor']);
    for (const [name, { values }] of Object.entries(odd)) expect(tensors[name].values).toEqual(values);
    expect(() => writeSafetensors({ __metadata__: weights.w }, 'F32')).toThrow('no tensor can be named __metadata__');
  });

  test('any tensors come back as they were, whatever they are called', () => {
    const tensor = fc.tuple(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }), fc.infiniteStream(fc.float()));
    const name = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => text !== '__metadata__');
    fc.assert(
      fc.property(
        fc.dictionary(name, tensor),
        fc.dictionary(name, fc.string({ unit: 'grapheme' })),
        (drawn, metadata) => {
          const entries = Object.entries(drawn).map(([key, [shape, numbers]]) => {
            const size = shape.reduce((product, n) => product * n, 1);
            return [
              key,
              { shape, values: Float32Array.from({ length: size }, () => numbers.next().value as number) },
            ] as const;
          });
          const file = readSafetensors(writeSafetensors(Object.fromEntries(entries), 'F32', metadata));
          expect(Object.keys(file.tensors).length).toBe(entries.length);
          for (const [key, { shape, values }] of entries) expect(file.tensors[key]).toEqual({ shape, values });
          expect(Object.entries(file.metadata).sort()).toEqual(Object.entries(metadata).sort());
        },
      ),
    );
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
    ['a header that is not JSON', forge('{"w": ', 8), 'the header is not JSON in UTF-8'],
    [
      'a header that is not UTF-8',
      forge(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d), 0),
      'is not JSON in UTF-8',
    ],
    [
      'a name that stands twice',
      forge(
        '{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}, "\\u0077" :{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}',
        8,
      ),
      'w: stands twice in the header',
    ],
    ['sizes beyond all numbers', forge({ w: { ...entry, shape: [2 ** 52, 2 ** 52, 2 ** 52] } }, 8), 'offsets give 8'],
    [
      'offsets beyond the file',
      forge({ w: { ...entry, shape: [2 ** 48], data_offsets: [0, 2 ** 50] } }, 8),
      'cut off: w ends',
    ],
    [
      'a type that is no text',
      forge({ w: { ...entry, dtype: { toString: 1 } } }, 8),
      'w: type {"toString":1} is not one of F64',
    ],
    [
      'a type named like a method',
      forge({ w: { ...entry, dtype: 'toString' } }, 8),
      'w: type "toString" is not one of',
    ],
    [
      'a shape that is nested',
      forge(`{"w":{"dtype":"F32","shape":${'['.repeat(20000)}${']'.repeat(20000)},"data_offsets":[0,8]}}`, 8),
      'w: shape must be',
    ],
    [
      'a whole number too large',
      forge({ w: { dtype: 'I64', shape: [1], data_offsets: [0, 8] } }, 8, 0x7f),
      'w: value 0 is too large',
    ],
    ['a long name', forge({ ['n'.repeat(1000)]: 1 }, 0), `${'n'.repeat(60)}…: not an object`],
    ['a header that is a list', forge([1], 0), 'the header is not an object'],
    ['an unknown type', forge({ w: { ...entry, dtype: 'I7' } }, 8), 'w: type "I7" is not one of F64, F32, F16'],
    ['a negative size', forge({ w: { ...entry, shape: [-2] } }, 8), 'w: shape must be a list of sizes, got [-2]'],
    ['no offsets', forge({ w: { dtype: 'F32', shape: [2] } }, 8), 'w: offsets must be two positions'],
    [
      'offsets that lie',
      forge({ w: { ...entry, data_offsets: [0, 4] } }, 4),
      'w: F32 [2] needs 8 bytes, offsets give 4',
    ],
    [
      'offsets for more than there is',
      forge({ w: { ...entry, data_offsets: [0, 12] } }, 12),
      'needs 8 bytes, offsets give 12',
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

  test('any header is read or refused, and nothing is allocated that the file does not hold', () => {
    const odd = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('F32', 'F16', 'I8', 'BOOL', 'F8', 7) },
      { weight: 1, arbitrary: fc.json().map((json) => JSON.parse(json) as unknown) },
    );
    const number = fc.oneof(fc.integer({ min: -1, max: 9 }), fc.constantFrom(2 ** 31, 2 ** 40, 2 ** 53, 1e300, 0.5));
    const claim = fc.record(
      { dtype: odd, shape: fc.array(number, { maxLength: 4 }), data_offsets: fc.array(number, { maxLength: 3 }) },
      { requiredKeys: [] },
    );
    const title = fc.constantFrom('a', 'b', '__proto__', '__metadata__', '');
    fc.assert(
      fc.property(fc.array(fc.tuple(title, fc.oneof(claim, odd))), fc.nat({ max: 40 }), (claims, length) => {
        const json = claims.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',');
        readOrRefuse(forge(`{${json}}`, length));
      }),
      { numRuns: 500 },
    );
  });
});

function readOrRefuse(file: Uint8Array) {
  try {
    readSafetensors(file);
  } catch (error) {
    expect((error as Error).message).toMatch(/^safetensors: /);
  }
}

test('any text is UTF-8 and back, however long, and half a character is none', () => {
  const unit = fc.constantFrom('a', 'é', '€', '𝄞');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), fc.integer({ min: 1, max: 2000 }), (text, times) => {
      const long = text.repeat(times);
      expect(encodeUtf8(long)).toEqual(new TextEncoder().encode(long));
      expect(decodeUtf8(encodeUtf8(long))).toBe(long);
    }),
  );
  expect(() => decodeUtf8(encodeUtf8('€').subarray(0, 2))).toThrow(URIError);
});

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
