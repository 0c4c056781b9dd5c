#!/usr/bin/python3
"""The workloads in PyTorch, written as its users would: modules, autograd, its own optimisers, no compilation.

A process of its own that answers questions, one JSON object a line, as peer.ts lists them; parameters and batches come
with the question, base64 of little-endian numbers. It knows nothing of the engine.
"""

import base64
import json
import os
import sys
import time

import torch
import torch.nn.functional as F

PRODUCTS = ["M64", "M256", "M512"]
NETWORKS = ["W1", "W2", "W3", "W4", "W5", "W6"]


def tensor(packed, shape):
    kind = {"float32": torch.float32, "int32": torch.int32}[packed["type"]]
    values = torch.frombuffer(bytearray(base64.b64decode(packed["base64"])), dtype=kind)
    return values.reshape(shape).clone()


class Mlp:
    def __init__(self, workload, start):
        self.sizes = workload["model"]["sizes"]
        self.activation = {"tanh": torch.tanh, "relu": F.relu}[workload["model"]["activation"]]
        self.measure = {"mean squared error": F.mse_loss, "cross-entropy": F.cross_entropy}[workload["model"]["loss"]]
        self.weights = [start[f"w{i}"].T.contiguous() for i in range(len(self.sizes) - 1)]
        self.biases = [start[f"b{i}"] for i in range(len(self.sizes) - 1)]
        self.parameters = self.weights + self.biases

    def batch(self, x, y):
        regression = self.measure is F.mse_loss
        return x.reshape(-1, self.sizes[0]), y.reshape(-1, 1) if regression else y.long()

    def loss(self, x, y):
        for weights, bias in zip(self.weights[:-1], self.biases[:-1]):
            x = self.activation(F.linear(x, weights, bias))
        return self.measure(F.linear(x, self.weights[-1], self.biases[-1]), y)


class Cnn:
    def __init__(self, workload, start):
        self.channels = workload["model"]["channels"][1]
        # From [row, column, from, to] to [to, from, row, column], and the features to [channel, row, column].
        self.first, self.second = (start[name].permute(3, 2, 0, 1).contiguous() for name in ("c1", "c2"))
        self.biases = [start["cb1"], start["cb2"]]
        head = start["w"].reshape(7, 7, self.channels, -1).permute(3, 2, 0, 1)
        self.head, self.bias = head.reshape(head.shape[0], -1).contiguous(), start["b"]
        self.parameters = [self.first, self.second, *self.biases, self.head, self.bias]

    def batch(self, x, y):
        return x.reshape(-1, 1, 28, 28), y.long()

    def loss(self, x, y):
        x = F.max_pool2d(F.relu(F.conv2d(x, self.first, self.biases[0], padding=2)), 2)
        x = F.max_pool2d(F.relu(F.conv2d(x, self.second, self.biases[1], padding=2)), 2)
        return F.cross_entropy(F.linear(x.flatten(1), self.head, self.bias), y)


class Lstm:
    def __init__(self, workload, start):
        model = workload["model"]
        self.length = model["length"]
        self.table = start["table"]
        self.lstm = torch.nn.LSTM(model["embedding"], model["hidden"])
        inputs, hidden, bias, second_bias = self.lstm.parameters()
        with torch.no_grad():
            for ours, theirs in [(start["wx"].T, inputs), (start["wh"].T, hidden), (start["bg"], bias)]:
                theirs.copy_(ours)
            second_bias.zero_()
        second_bias.requires_grad_(False)  # its layer has two biases that are added; ours has one
        self.head, self.bias = start["wo"].T.contiguous(), start["bo"]
        self.parameters = [self.table, inputs, hidden, bias, self.head, self.bias]

    def batch(self, x, y):
        return x.long().reshape(self.length, -1), y.long()

    def loss(self, x, y):
        outputs, _ = self.lstm(F.embedding(x, self.table))
        return F.cross_entropy(F.linear(outputs.flatten(0, 1), self.head, self.bias), y)


class Transformer:
    def __init__(self, workload, start):
        model = workload["model"]
        self.width, self.heads, self.length, self.layers = (model[k] for k in ("width", "heads", "length", "layers"))
        is_matrix = lambda name: name.startswith("w") or name == "head"
        self.p = {name: value.T.contiguous() if is_matrix(name) else value for name, value in start.items()}
        self.parameters = list(self.p.values())
        self.future = torch.ones(self.length, self.length, dtype=torch.bool).triu(1)

    def batch(self, x, y):
        return x.long().reshape(-1, self.length), y.long()

    def norm(self, x, name, suffix=""):
        gain, shift = (self.p[f"{name}{part}{suffix}"] for part in ("Gain", "Shift"))
        return F.layer_norm(x, (self.width,), gain, shift, 1e-5)

    def attention(self, qkv):
        batch, length, _ = qkv.shape
        parts = qkv.view(batch, length, 3, self.heads, self.width // self.heads).permute(2, 0, 3, 1, 4)
        queries, keys, values = parts  # [batch, heads, length, size]
        scores = queries @ keys.transpose(-2, -1) / (self.width // self.heads) ** 0.5
        weights = F.softmax(scores.masked_fill(self.future, float("-inf")), -1)
        return (weights @ values).transpose(1, 2).reshape(batch, length, self.width)

    def loss(self, x, y):
        p = self.p
        x = F.embedding(x, p["table"]) + p["positions"]
        for i in range(self.layers):
            qkv = F.linear(self.norm(x, "outer", i), p[f"wqkv{i}"], p[f"bqkv{i}"])
            x = x + F.linear(self.attention(qkv), p[f"wp{i}"], p[f"bp{i}"])
            up = F.gelu(F.linear(self.norm(x, "inner", i), p[f"wup{i}"], p[f"bup{i}"]), approximate="tanh")
            x = x + F.linear(up, p[f"wdown{i}"], p[f"bdown{i}"])
        logits = F.linear(self.norm(x, "last"), p["head"])
        return F.cross_entropy(logits.flatten(0, 1), y)


def network(workload):
    """A function that makes one training step and returns the loss."""
    start = {name: tensor(p["values"], p["shape"]) for name, p in workload["parameters"].items()}
    kinds = {"mlp": Mlp, "cnn": Cnn, "lstm": Lstm, "transformer": Transformer}
    model = kinds[workload["model"]["kind"]](workload, start)
    for parameter in model.parameters:
        parameter.requires_grad_()
    rate = workload["rate"]
    if workload["optimizer"] == "sgd":
        optimizer = torch.optim.SGD(model.parameters, lr=rate)
    else:
        optimizer = torch.optim.Adam(model.parameters, lr=rate, betas=(0.9, 0.999), eps=1e-8)
    batches = [model.batch(tensor(b["x"], [-1]), tensor(b["y"], [-1])) for b in workload["batches"]]
    turn = 0

    def step():
        nonlocal turn
        x, y = batches[turn % len(batches)]
        turn += 1
        optimizer.zero_grad(set_to_none=True)
        loss = model.loss(x, y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def product(side):
    a, b = torch.full((side, side), 0.5), torch.full((side, side), 0.25)
    out = torch.empty(side, side)

    def step():
        torch.matmul(a, b, out=out)
        return 0.0

    return step


def blas():
    """The library behind the matrix products, as the files that this process has loaded tell it."""
    torch.matmul(torch.ones(64, 64), torch.ones(64, 64))
    try:
        with open("/proc/self/maps") as maps:
            loaded = maps.read()
    except OSError:
        return "BLAS unknown"
    names = {"openblas": "OpenBLAS", "libmkl_": "MKL", "libblis": "BLIS", "libblas.so": "reference BLAS"}
    return next((name for part, name in names.items() if part in loaded), "BLAS of its own")


def time_slice(step, milliseconds):
    """As many steps as fit, at least one; the clock is read in bursts of about two milliseconds."""
    steps, burst, elapsed = 0, 1, 0.0
    start = time.perf_counter()
    while True:
        for _ in range(burst):
            step()
        steps += burst
        elapsed = (time.perf_counter() - start) * 1000
        if elapsed >= milliseconds:
            return {"steps": steps, "milliseconds": elapsed}
        burst = min(2 * burst, max(1, int(2 * steps / max(elapsed, 0.1))))


def main():
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    step = None
    for text in sys.stdin:
        question = json.loads(text)
        try:
            command = question["command"]
            answer = {}
            if command == "load":
                threads = torch.get_num_threads()
                detail = f"{torch.__version__}, {blas()}, {threads} thread{'s' if threads > 1 else ''}"
                answer = {"detail": detail, "runs": NETWORKS + PRODUCTS}
            elif command == "prepare":
                step = product(question["side"]) if "side" in question else network(question["network"])
            elif command == "losses":
                answer = {"losses": [step() for _ in range(question["steps"])]}
            elif command == "slice":
                answer = time_slice(step, question["milliseconds"])
            reply = {"id": question["id"], "answer": answer}
        except Exception as error:  # what went wrong is told where it is asked
            reply = {"id": question["id"], "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
