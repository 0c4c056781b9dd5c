/**
 * Writes protocol buffers, the encoding of ONNX files: a message is a list of numbered fields, each a whole number, four
 * bytes of a float, or a length and as many bytes. Knows no message in particular.
 */
import { floatBytes } from './floats.ts';
import { encodeUtf8 } from './utf8.ts';

/** A message that grows field by field. */
export class Message {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  #push(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  /** Seven bits a byte, the lowest first, all but the last with the top bit set; negative numbers as 64-bit ones. */
  #varint(value: number): void {
    const bytes: number[] = [];
    let rest = BigInt.asUintN(64, BigInt(value));
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
    this.#push(Uint8Array.from([...bytes, Number(rest)]));
  }

  #head(field: number, kind: 0 | 2 | 5): void {
    this.#varint(field * 8 + kind);
  }

  /** A whole number. */
  int(field: number, value: number): this {
    this.#head(field, 0);
    this.#varint(value);
    return this;
  }

  /** A 32-bit float. */
  float(field: number, value: number): this {
    this.#head(field, 5);
    this.#push(floatBytes([value]));
    return this;
  }

  bytes(field: number, bytes: Uint8Array): this {
    this.#head(field, 2);
    this.#varint(bytes.length);
    this.#push(bytes);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, encodeUtf8(value));
  }

  message(field: number, inner: Message): this {
    return this.bytes(field, inner.finish());
  }

  /** The field once for each entry. */
  each<T>(list: Iterable<T>, add: (message: this, entry: T) => unknown): this {
    for (const entry of list) add(this, entry);
    return this;
  }

  /** All bytes of the message. */
  finish(): Uint8Array {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
