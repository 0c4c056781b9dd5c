/** Python's names for the tensors of a graph: like their own, as far as Python allows. */
import type { Node } from './outline.ts';

/** What would mean something else in the script: keywords, its own names, and what every nn.Module has. */
const taken = new Set(
  [
    'False None True and as assert async await break class continue def del elif else except finally for from global if',
    'import in is lambda match nonlocal not or pass raise return try while with yield',
    'Net attention base64 batch decode gru json loss_of lstm math model nn numpy os pathlib read_safetensors rnn self',
    'torch train F NUMBERS BATCHES',
    'batches make_optimizer mean model net numpy optimizer parameter rank read_batches read_numbers share show step steps world',
    'add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval extra_repr',
    'float forward get_buffer get_parameter get_submodule half load_state_dict modules named_buffers named_children',
    'named_modules named_parameters numbers parameters register_buffer register_module register_parameter',
    'requires_grad_ share_memory state_dict to training type zero_grad',
  ].flatMap((line) => line.split(' ')),
);

/** A name for each node; no two are the same. */
export function pythonNames(nodes: Iterable<Node>): ReadonlyMap<Node, string> {
  const used = new Set(taken);
  const names = new Map<Node, string>();
  for (const node of nodes) {
    // What the graph itself counted, `softmaxCrossEntropy#1`, is spelt as Python would; names that someone gave are kept.
    const spelt = node.label.includes('#')
      ? node.label.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      : node.label;
    const plain = spelt.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '');
    const base = /^[A-Za-z]/.test(plain) ? plain : `t_${plain}`;
    let name = base;
    for (let count = 2; used.has(name); count++) name = `${base}_${count}`;
    used.add(name);
    names.set(node, name);
  }
  return names;
}
