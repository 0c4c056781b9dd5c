"""PyTorch's numbers for sequences: embedding, layer norm, attention, recurrent networks, and what is built from them.

Parameters are in the engine's layout: weights [inputs, outputs], sequences of recurrent networks time first.
"""

import torch
import torch.nn.functional as F
from torch.nn.utils.stateless import functional_call

from listing import case, normal, numbers, seeded

NETWORKS = {"rnn": 1, "lstm": 4, "gru": 3}  # with how many gates


def attention(qkv, heads, causal):
    """By its definition: PyTorch 1.13 has no function for it alone. The layers below are PyTorch's own."""
    batch, steps, packed = qkv.shape
    q, k, v = qkv.reshape(batch, steps, 3, heads, packed // 3 // heads).permute(2, 0, 3, 1, 4)
    scores = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
    if causal:
        scores = scores.masked_fill(torch.ones(steps, steps).triu(1).bool(), -torch.inf)
    return (F.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, steps, packed // 3)


def recurrent(kind, x, weights, hidden, bias, hidden_bias, h0, c0=None):
    """PyTorch's own sequence functions: one layer, one direction, time first."""
    function = {"rnn": torch.rnn_tanh, "lstm": torch.lstm, "gru": torch.gru}[kind]
    state = h0[None] if kind != "lstm" else (h0[None], c0[None])
    return function(x, state, [weights.T, hidden.T, bias, hidden_bias], True, 1, 0.0, False, False, False)[0]


def of_gates(kind, gates, hidden, *rest):
    """The same from the input's share of the gates: the input's weights are the identity."""
    zero = torch.zeros(gates.shape[-1])
    bias, *states = rest if kind == "gru" else (zero, *rest)
    return recurrent(kind, gates, torch.eye(gates.shape[-1]), hidden, zero, bias, *states)


def sequence_cases(kind):
    result = []
    for steps, batch, hidden in [(3, 2, 4), (1, 1, 1), (5, 3, 6)]:
        columns = NETWORKS[kind] * hidden
        inputs = [normal(steps, batch, columns), normal(hidden, columns) / 2]
        inputs += [normal(columns)] if kind == "gru" else []
        inputs += [normal(batch, hidden) for _ in range(2 if kind == "lstm" else 1)]
        result.append(case(lambda *values: of_gates(kind, *values), inputs))
    return result


@seeded(3)
def ops():
    even = torch.full((1, 4), 2.5)
    return {
        "attention": [
            case(lambda x: attention(x, heads, causal), [normal(*shape)], {"heads": heads, "causal": causal})
            for shape, heads, causal in [((2, 4, 12), 2, True), ((2, 4, 12), 2, False), ((1, 1, 3), 1, True), ((3, 5, 18), 1, True)]
        ],
        "embedding": [
            case(F.embedding, [torch.tensor(ids), normal(vocabulary, width)])
            for ids, vocabulary, width in [([[2, 0, 2], [1, 2, 4]], 5, 3), ([0], 1, 1), (3, 4, 6)]
        ],
        "layerNorm": [
            case(lambda x, g, b: F.layer_norm(x, g.shape, g, b, epsilon), [x, normal(x.shape[-1]), normal(x.shape[-1])], {"epsilon": epsilon})
            for x, epsilon in [(normal(2, 3, 4), 1e-5), (normal(5, 7), 1e-2), (normal(6), 1e-5), (even, 1e-5), (normal(3, 1), 1e-5)]
        ],
        **{kind: sequence_cases(kind) for kind in NETWORKS},
    }


def encoder_block(heads, causal, form):
    """PyTorch's own transformer block, normalising first, from parameters in the engine's order and layout."""

    def function(x, gain1, bias1, qkv, qkv_bias, out, out_bias, gain2, bias2, up, up_bias, down, down_bias):
        width = x.shape[-1]
        block = torch.nn.TransformerEncoderLayer(
            width, heads, up.shape[1], 0.0, lambda z: F.gelu(z, approximate=form), batch_first=True, norm_first=True
        )
        named = {
            "norm1.weight": gain1,
            "norm1.bias": bias1,
            "self_attn.in_proj_weight": qkv.T,
            "self_attn.in_proj_bias": qkv_bias,
            "self_attn.out_proj.weight": out.T,
            "self_attn.out_proj.bias": out_bias,
            "norm2.weight": gain2,
            "norm2.bias": bias2,
            "linear1.weight": up.T,
            "linear1.bias": up_bias,
            "linear2.weight": down.T,
            "linear2.bias": down_bias,
        }
        mask = torch.ones(x.shape[1], x.shape[1]).triu(1).bool() if causal else None
        return functional_call(block, named, (x, mask))

    return function


def self_attention(heads, causal):
    def function(x, qkv, qkv_bias, out, out_bias):
        layer = torch.nn.MultiheadAttention(x.shape[-1], heads, batch_first=True)
        named = {"in_proj_weight": qkv.T, "in_proj_bias": qkv_bias, "out_proj.weight": out.T, "out_proj.bias": out_bias}
        mask = torch.ones(x.shape[1], x.shape[1]).triu(1).bool() if causal else None
        return functional_call(layer, named, (x, x, x), {"attn_mask": mask})[0]

    return function


def block_parameters(width, hidden):
    """Of one block, in order: norm, queries keys values, projection, norm, up, down."""
    sizes = [(width,), (width,), (width, 3 * width), (3 * width,), (width, width), (width,)]
    sizes += [(width,), (width,), (width, hidden), (hidden,), (hidden, width), (width,)]
    return [normal(*size) / 2 + (1 if i in (0, 6) else 0) for i, size in enumerate(sizes)]


@seeded(4)
def layers():
    """Outputs and gradients of whole layers: first the input, then the parameters in the engine's order."""
    result = {}
    for kind, gates in NETWORKS.items():
        steps, batch, width, hidden = 4, 2, 3, 5
        inputs = [normal(steps, batch, width), normal(width, gates * hidden) / 2, normal(hidden, gates * hidden) / 2]
        inputs += [normal(gates * hidden) for _ in range(2 if kind == "gru" else 1)]
        zero = torch.zeros(batch, hidden)

        def layer(x, weights, hidden_weights, bias, hidden_bias=None, kind=kind, zero=zero):
            hidden_bias = torch.zeros_like(bias) if hidden_bias is None else hidden_bias
            return recurrent(kind, x, weights, hidden_weights, bias, hidden_bias, zero, zero)

        result[kind] = [case(layer, inputs)]
    x = normal(2, 4, 6)
    attended = [x, normal(6, 18) / 2, normal(18), normal(6, 6) / 2, normal(6)]
    result["selfAttention"] = [
        case(self_attention(heads, causal), attended, {"heads": heads, "causal": causal}) for heads, causal in [(2, True), (3, False)]
    ]
    result["transformerBlock"] = [
        case(encoder_block(2, causal, form), [x, *block_parameters(6, 24)], {"heads": 2, "causal": causal, "gelu": ours})
        for causal, form, ours in [(True, "tanh", "tanh"), (False, "none", "exact")]
    ]
    return result


def train(forward, start, ids, targets):
    """Twenty steps of Adam on the cross-entropy of the next token."""
    parameters = [p.clone().requires_grad_() for p in start]
    optimizer = torch.optim.Adam(parameters, lr=0.02)
    losses = []
    for _ in range(20):
        loss = F.cross_entropy(forward(parameters, ids).flatten(0, 1), targets.flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss)
    return {
        "ids": ids.flatten().tolist(),
        "targets": targets.flatten().tolist(),
        "start": [numbers(p, 9) for p in start],
        "losses": numbers(torch.stack(losses), 9),
        "end": [numbers(p, 7) for p in parameters],
    }


@seeded(5, torch.float32)
def runs():
    """Twenty steps of each recurrent network, time first, and of a causal transformer, batch first, in float32."""
    vocabulary, width, hidden, steps, batch, heads = 7, 5, 6, 6, 3, 2
    result = {}
    for kind, gates in NETWORKS.items():
        columns = gates * hidden
        start = [normal(vocabulary, width), normal(width, columns) / 4, normal(hidden, columns) / 4, normal(columns) / 4]
        start += [normal(columns) / 4] if kind == "gru" else []
        start += [normal(hidden, vocabulary) / 4, normal(vocabulary) / 10]

        def network(p, ids, kind=kind):
            zero = torch.zeros(batch, hidden)
            hidden_bias = p[4] if kind == "gru" else torch.zeros_like(p[3])
            h = recurrent(kind, F.embedding(ids, p[0]), p[1], p[2], p[3], hidden_bias, zero, zero)
            return F.linear(h, p[-2].T, p[-1])

        ids, targets = torch.randint(vocabulary, (2, steps, batch))
        result[kind] = train(network, start, ids, targets)

    width, layers = 8, 2
    start = [normal(vocabulary, width), normal(steps, width) / 4]
    start += [p / 2 if p.dim() == 2 else p for _ in range(layers) for p in block_parameters(width, 4 * width)]
    start += [1 + normal(width) / 4, normal(width) / 4, normal(width, vocabulary) / 4]
    block = encoder_block(heads, True, "tanh")

    def transformer(p, ids):
        x = F.embedding(ids, p[0]) + p[1]
        for i in range(2, 2 + 12 * layers, 12):
            x = block(x, *p[i : i + 12])
        return F.layer_norm(x, (width,), p[-3], p[-2]) @ p[-1]

    ids, targets = torch.randint(vocabulary, (2, batch, steps))
    result["gpt"] = train(transformer, start, ids, targets)
    return result
