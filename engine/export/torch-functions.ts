/**
 * Functions in Python for the operations that PyTorch has no single call for, and for reading numbers. They are text that
 * goes into an exported script; each is written as a learner would want to read it.
 */
const attention = `def attention(qkv, heads, causal):
    """softmax(q kT / sqrt(width)) v for every head; with \`causal\` no step sees a later one."""
    batch, steps, _ = qkv.shape
    # [batch, steps, 3 * heads * width] to three of [batch, heads, steps, width]
    q, k, v = qkv.reshape(batch, steps, 3, heads, -1).permute(2, 0, 3, 1, 4)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if causal:
        later = torch.ones(steps, steps, dtype=torch.bool).triu(1)
        scores = scores.masked_fill(later, -math.inf)
    return (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, steps, -1)`;

const rnn = `def rnn(gates, weights, h):
    """All states of a simple recurrent network; gates [steps, batch, hidden] is what the input adds."""
    states = []
    for gate in gates:
        h = torch.tanh(gate + h @ weights)
        states.append(h)
    return torch.stack(states)`;

const lstm = `def lstm(gates, weights, h, c):
    """All states of an LSTM; gates [steps, batch, 4 * hidden] is what the input adds to i, f, g and o."""
    states = []
    for gate in gates:
        i, f, g, o = (gate + h @ weights).chunk(4, -1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        states.append(h)
    return torch.stack(states)`;

const gru = `def gru(gates, weights, bias, h):
    """All states of a GRU; gates [steps, batch, 3 * hidden] is what the input adds to r, z and n."""
    states = []
    for gate in gates:
        gate_r, gate_z, gate_n = gate.chunk(3, -1)
        r, z, n = (h @ weights + bias).chunk(3, -1)
        z = torch.sigmoid(gate_z + z)
        n = torch.tanh(gate_n + torch.sigmoid(gate_r + r) * n)
        h = (1 - z) * n + z * h
        states.append(h)
    return torch.stack(states)`;

/** What operations may call. */
export const torchFunctions = { attention, gru, lstm, rnn };

export type TorchFunction = keyof typeof torchFunctions;

/** Reads the numbers that stand in the script itself. */
export const readEmbedded = `def decode(shape, text):
    """A tensor from its shape and the base64 text of its 32-bit floats."""
    numbers = bytearray(base64.b64decode(text))
    return torch.frombuffer(numbers, dtype=torch.float32).reshape(shape)`;

/** Reads the numbers of a file beside the script. */
export const readFile = `def read_safetensors(path):
    """The tensors of a safetensors file: the length of a header, the header in JSON, 32-bit floats."""
    file = pathlib.Path(path).read_bytes()
    start = 8 + int.from_bytes(file[:8], "little")
    header = json.loads(file[8:start])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        first, end = entry["data_offsets"]
        numbers = bytearray(file[start + first : start + end])
        tensors[name] = torch.frombuffer(numbers, dtype=torch.float32).reshape(entry["shape"])
    return tensors`;
