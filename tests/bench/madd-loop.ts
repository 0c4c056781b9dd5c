/**
 * The limit of one core in WebAssembly: a loop of SIMD multiply-adds on registers, with no memory in it. A step does as
 * much arithmetic as a step of the workload. The module is written byte by byte here; it knows nothing of matrices.
 */
import type { Peer } from './peer.ts';
import { networkIds, operationsOf, productIds, type WorkloadId } from './recipes.ts';

// Opcodes of WebAssembly 3.0 (https://webassembly.github.io/spec/core/binary/instructions.html).
const [I32, F32, V128, VOID] = [0x7f, 0x7d, 0x7b, 0x40];
const [LOOP, BRANCH_IF, END] = [0x03, 0x0d, 0x0b];
const [GET, SET, TEE] = [0x20, 0x21, 0x22];
const [I32_CONST, I32_SUB, F32_CONST] = [0x41, 0x6b, 0x43];
const SIMD = 0xfd;

/** A number in LEB128, as WebAssembly writes indices and opcodes beyond one byte. */
function leb(value: number): number[] {
  const [low, rest] = [value & 0x7f, value >>> 7];
  return rest === 0 ? [low] : [low | 0x80, ...leb(rest)];
}
const simd = (opcode: number): number[] => [SIMD, ...leb(opcode)];
const [SPLAT, LANE_0, ADD, MULTIPLY] = [simd(0x13), [...simd(0x1f), 0], simd(0xe4), simd(0xe6)];
const RELAXED_MADD = simd(0x105); // a · b + c, rounded once or twice as the processor likes

const section = (id: number, ...bytes: number[]): number[] => [id, ...leb(bytes.length), ...bytes];

/** So many sums grow side by side: enough to hide the latency of an addition, and few enough to stay in registers. */
const SUMS = 12;
const OPERATIONS_PER_TURN = SUMS * 4 * 2;

/** The module: run(turns: i32) → f32, with one relaxed madd, or one multiplication and one addition, for each sum. */
function assemble(relaxed: boolean): Uint8Array<ArrayBuffer> {
  const [turns, factor] = [0, 1]; // locals; the sums follow
  const sums = Array.from({ length: SUMS }, (_, i) => 2 + i);
  const madd = (sum: number): number[] =>
    relaxed
      ? [GET, factor, GET, factor, GET, sum, ...RELAXED_MADD, SET, sum]
      : [GET, sum, GET, factor, GET, factor, ...MULTIPLY, ...ADD, SET, sum];
  const body = [
    ...[1, 1 + SUMS, V128], // one group of locals
    ...[F32_CONST, 0, 0, 0, 0x3f, ...SPLAT, SET, factor], // ½
    ...[LOOP, VOID, ...sums.flatMap(madd)],
    ...[GET, turns, I32_CONST, 1, I32_SUB, TEE, turns, BRANCH_IF, 0, END],
    ...[GET, sums[0], ...sums.slice(1).flatMap((sum) => [GET, sum, ...ADD]), ...LANE_0, END],
  ];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // \0asm, version 1
    ...section(1, 1, 0x60, 1, I32, 1, F32), // one type: i32 → f32
    ...section(3, 1, 0), // one function of it
    ...section(7, 1, 3, ...new TextEncoder().encode('run'), 0, 0),
    ...section(10, 1, ...leb(body.length), ...body),
  ]);
}

export async function create(): Promise<Peer> {
  const relaxed = WebAssembly.validate(assemble(true));
  const { instance } = await WebAssembly.instantiate(assemble(relaxed));
  const run = instance.exports.run as (turns: number) => number;
  const repeat = (id: WorkloadId) => {
    const turns = Math.max(1, Math.round(operationsOf(id) / OPERATIONS_PER_TURN));
    return { step: () => run(turns) };
  };
  return {
    detail: relaxed ? 'relaxed madd' : 'multiplication and addition, for want of relaxed madd',
    runs: [...networkIds.filter((id) => id !== 'W1'), ...productIds], // W1's arithmetic takes less time than a call
    prepare: ({ id }) => repeat(id),
    multiply: (n) => repeat(`M${n}` as WorkloadId),
  };
}
