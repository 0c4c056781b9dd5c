/**
 * Recurrent networks in ONNX: a Scan over time whose body is one step, written out gate by gate. ONNX has nodes of its own
 * for them, but these multiply the input's weights themselves, while here the input's share of the gates is ready.
 */
import { OnnxGraph, type Dimension, type OnnxSite } from './onnx-graph.ts';

/** What a step makes of the gates' share of the input and the states before it: the states after it, h first. */
type Step = (body: OnnxGraph, gate: string, states: readonly string[]) => readonly string[];

/** @param states names of the initial states, h first; all are [batch, hidden] */
function scan(gates: string, states: readonly string[], { graph, shapes, sizes }: OnnxSite, step: Step): string {
  const [, , columns] = shapes[0];
  const [, batch, hidden] = sizes;
  const rows: Dimension = batch < 0 ? 'batch' : batch;
  const body = new OnnxGraph('step', graph);
  const before = states.map((_, i) => body.input(`state${i}`, [rows, hidden]));
  const gate = body.input('gate', [rows, columns]);
  const after = step(body, gate, before);
  for (const state of after) body.output(state, [rows, hidden]);
  body.output(body.node('Identity', [after[0]]), [rows, hidden]);
  const like = [...states.map((_, i) => `${gates}/last${i}`), `${gates}/states`];
  const outputs = graph.nodes('Scan', [...states, gates], { body, num_scan_inputs: 1 }, like);
  return outputs[states.length];
}

/** z in equal stretches along its last axis. */
const split = (body: OnnxGraph, z: string, names: readonly string[]): string[] =>
  body.nodes('Split', [z], { axis: -1 }, names);

export const rnnStates = ([gates, weights, h0]: readonly string[], site: OnnxSite): string =>
  site.last('Identity', [
    scan(gates, [h0], site, (body, gate, [h]) => [
      body.node('Tanh', [body.node('Add', [gate, body.node('MatMul', [h, weights])])]),
    ]),
  ]);

export const lstmStates = ([gates, weights, h0, c0]: readonly string[], site: OnnxSite): string =>
  site.last('Identity', [
    scan(gates, [h0, c0], site, (body, gate, [h, c]) => {
      const z = body.node('Add', [gate, body.node('MatMul', [h, weights])]);
      const [i, f, g, o] = split(body, z, ['i', 'f', 'g', 'o']);
      const on = (part: string): string => body.node('Sigmoid', [part]);
      const kept = body.node('Mul', [on(f), c]);
      const cell = body.node('Add', [kept, body.node('Mul', [on(i), body.node('Tanh', [g])])]);
      return [body.node('Mul', [on(o), body.node('Tanh', [cell])]), cell];
    }),
  ]);

export const gruStates = ([gates, weights, bias, h0]: readonly string[], site: OnnxSite): string =>
  site.last('Identity', [
    scan(gates, [h0], site, (body, gate, [h]) => {
      const [inputR, inputZ, inputN] = split(body, gate, ['input r', 'input z', 'input n']);
      const p = body.node('Add', [body.node('MatMul', [h, weights]), bias]);
      const [hiddenR, hiddenZ, hiddenN] = split(body, p, ['hidden r', 'hidden z', 'hidden n']);
      const r = body.node('Sigmoid', [body.node('Add', [inputR, hiddenR])]);
      const z = body.node('Sigmoid', [body.node('Add', [inputZ, hiddenZ])]);
      const n = body.node('Tanh', [body.node('Add', [inputN, body.node('Mul', [r, hiddenN])])]);
      // (1 − z) n + z h = n + z (h − n)
      return [body.node('Add', [n, body.node('Mul', [z, body.node('Sub', [h, n])])])];
    }),
  ]);
