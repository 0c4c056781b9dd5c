#!/usr/bin/python3
"""Writes the numbers of PyTorch that the engine is compared with: one JSON file beside this script for each kind.

Run it where PyTorch is installed (Debian: python3-torch): python3 tests/reference/generate.py
It knows nothing of the engine but the names of its operations and their attributes.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

import pictures
import sequences
from listing import case, normal, numbers, positive, seeded

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
HERE = pathlib.Path(__file__).parent


def write(name, value):
    (HERE / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


def elementwise(function, *draws, attributes=None):
    return [case(function, [draw(*shape) for draw in draws], attributes) for shape in [(2, 3), (5,), ()]]


def ops():
    labels = torch.tensor([2, 0, 1, 1])
    extreme = torch.tensor([[1000.0, -1000.0, 0.0], [-1e4, 1e4, 3.0], [0.0, 0.0, 0.0], [88.0, 89.0, 90.0]])
    share = torch.rand(4, 2).round(decimals=4)
    return {
        "absolute": elementwise(torch.abs, normal),
        "add": elementwise(torch.add, normal, normal),
        "affine": [
            case(lambda x, w, b: F.linear(x, w.T, b), [normal(m, k), normal(k, n), normal(n)])
            for m, k, n in [(4, 3, 2), (1, 1, 1), (5, 6, 9)]
        ],
        "cos": elementwise(torch.cos, normal),
        "divide": elementwise(torch.div, normal, positive),
        "exp": elementwise(torch.exp, normal),
        "gelu": elementwise(F.gelu, normal, attributes={"form": "exact"})
        + elementwise(lambda x: F.gelu(x, approximate="tanh"), normal, attributes={"form": "tanh"}),
        "index": [
            case(lambda x: x[1], [normal(3, 2)], {"at": 1, "axis": 0}),
            case(lambda x: x[:, 2], [normal(2, 3, 4)], {"at": 2, "axis": 1}),
        ],
        "leakyRelu": elementwise(lambda x: F.leaky_relu(x, 0.2), normal, attributes={"leak": 0.2}),
        "log": elementwise(torch.log, positive),
        "logSoftmax": [case(lambda x: F.log_softmax(x, -1), [x]) for x in [normal(3, 4), normal(5), extreme]],
        "matmul": [case(torch.matmul, [normal(m, k), normal(k, n)]) for m, k, n in [(2, 3, 4), (1, 1, 1), (5, 7, 6)]],
        "mean": [
            case(torch.mean, [normal(3, 4)]),
            case(lambda x: x.mean(1), [normal(2, 3, 4)], {"axis": 1}),
            case(lambda x: x.mean(-1), [normal(2, 3)], {"axis": -1}),
        ],
        "meanSquaredError": [case(F.mse_loss, [normal(*s), normal(*s)]) for s in [(4, 2), (7,), ()]],
        "multiply": elementwise(torch.mul, normal, normal),
        "negate": elementwise(torch.neg, normal),
        "power": elementwise(lambda x: x**3, normal, attributes={"exponent": 3})
        + elementwise(lambda x: x**2, normal, attributes={"exponent": 2})
        + elementwise(lambda x: x**-1.5, positive, attributes={"exponent": -1.5}),
        "relu": elementwise(F.relu, normal),
        "repeat": [
            case(lambda x: x.reshape(2, 1, 3).expand(2, 4, 3), [normal(2, 3)], {"outer": 2, "count": 4, "shape": [2, 4, 3]}),
        ],
        "reshape": [case(lambda x: x.reshape(3, 4), [normal(2, 6)], {"shape": [3, 4]})],
        "sigmoid": elementwise(torch.sigmoid, normal),
        "sigmoidCrossEntropy": [
            case(F.binary_cross_entropy_with_logits, [normal(4, 2), share], constants=[1]),
            case(F.binary_cross_entropy_with_logits, [torch.tensor([800.0, -800.0, 0.0]), torch.tensor([0.0, 0.0, 1.0])], constants=[1]),
        ],
        "silu": elementwise(F.silu, normal),
        "sin": elementwise(torch.sin, normal),
        "softmax": [case(lambda x: F.softmax(x, -1), [x]) for x in [normal(3, 4), normal(5), extreme]],
        "softmaxCrossEntropy": [case(F.cross_entropy, [x, labels]) for x in [normal(4, 3), extreme]],
        "step": elementwise(lambda x: (x >= 0).double(), normal),
        "subtract": elementwise(torch.sub, normal, normal),
        "sum": [
            case(torch.sum, [normal(3, 4)]),
            case(lambda x: x.sum(0), [normal(3, 4)], {"axis": 0}),
            case(lambda x: x.sum(-2), [normal(2, 3, 4)], {"axis": -2}),
        ],
        "tanh": elementwise(torch.tanh, normal),
        "transpose": [
            case(lambda x: x.T, [normal(2, 3)]),
            case(lambda x: x.permute(2, 0, 1), [normal(2, 3, 4)], {"axes": [2, 0, 1]}),
        ],
    }


def broadcasts():
    """Pairs of shapes with the gradients of a · b, where the smaller one is repeated."""
    pairs = [((2, 3), (3,)), ((2, 3), ()), ((4, 1), (3,)), ((2, 1, 3, 1), (5, 1, 4)), ((1, 1), (2, 2)), ((1,), ())]
    return [case(torch.mul, [normal(*a), normal(*b)]) for a, b in pairs]


def activations():
    z = torch.tensor([-30, -8, -3, -1.5, -0.75, -0.1, -1e-3, 1e-3, 0.1, 0.5, 0.6, 0.61, 1, 2.5, 6, 12, 40])
    functions = {
        "linear": lambda x: x * 1,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": F.relu,
        "leakyRelu": F.leaky_relu,
        "gelu": F.gelu,
        "silu": F.silu,
    }
    result = {}
    for name, function in functions.items():
        x = z.clone().requires_grad_()
        y = function(x)
        y.sum().backward()
        result[name] = {"value": numbers(y, 17), "slope": numbers(x.grad, 17)}
    result["step"] = {"value": numbers((z >= 0).double()), "slope": numbers(torch.zeros_like(z))}
    return {"z": numbers(z), "functions": result}


def initialisers():
    """Mean, deviation and largest size of many draws of PyTorch's initialisers, for a layer 300 → 500."""
    draws = {
        "xavier uniform": torch.nn.init.xavier_uniform_,
        "xavier normal": torch.nn.init.xavier_normal_,
        "he uniform": lambda w: torch.nn.init.kaiming_uniform_(w, nonlinearity="relu"),
        "he normal": lambda w: torch.nn.init.kaiming_normal_(w, nonlinearity="relu"),
        "torch default": lambda w: torch.nn.Linear(300, 500).weight.detach(),
        "orthogonal": torch.nn.init.orthogonal_,
    }
    result = {}
    for name, draw in draws.items():
        w = draw(torch.empty(500, 300))
        result[name] = {"mean": float(w.mean()), "deviation": float(w.std()), "largest": float(w.abs().max())}
    return result


def schedules():
    """What the learning rate is multiplied with at each of thirty steps."""

    def factors(make):
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1)
        scheduler = make(optimizer)
        result = []
        for _ in range(30):
            result.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
        return [float(f"{value:.14g}") for value in result]

    lr = torch.optim.lr_scheduler
    warm_up = lambda o: lr.LinearLR(o, start_factor=0.2, total_iters=4)  # 1/5, 2/5 … 5/5
    return {
        "stairs": factors(lambda o: lr.StepLR(o, step_size=7, gamma=0.5)),
        "cosine": factors(lambda o: lr.CosineAnnealingLR(o, T_max=29, eta_min=0.1)),
        "cosine with warm-up": factors(lambda o: lr.SequentialLR(o, [warm_up(o), lr.CosineAnnealingLR(o, T_max=25)], [4])),
        "one-cycle": factors(
            lambda o: lr.OneCycleLR(o, 1, total_steps=31, pct_start=0.3, div_factor=25, final_div_factor=1e4, cycle_momentum=False)
        ),
    }


def shrink(parameters, threshold):
    """The proximal step of threshold · |p|: towards zero, and no further."""
    with torch.no_grad():
        for p in parameters:
            p.copy_(p.sign() * F.relu(p.abs() - threshold))


def runs():
    """Twenty steps of every optimiser on four smooth nets, in float32 as the engine trains."""
    torch.set_default_dtype(torch.float32)
    optimizers = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
        "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
        "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.95, eps=1e-8),
        "adam": lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.9, 0.999), eps=1e-8),
        "adamw": lambda p: torch.optim.AdamW(p, lr=0.02, weight_decay=0.1),
        "sgd, weight decay": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.1),
        "nesterov, weight decay": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.1),
        "rmsprop, weight decay": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.95, eps=1e-8, weight_decay=0.1),
        "adam, weight decay": lambda p: torch.optim.Adam(p, lr=0.02, weight_decay=0.1),
        "sgd, l1": lambda p: torch.optim.SGD(p, lr=0.1),
        "sgd, clipped by norm": lambda p: torch.optim.SGD(p, lr=0.1),
        "adam, clipped by value": lambda p: torch.optim.Adam(p, lr=0.02),
    }
    before = {
        "sgd, clipped by norm": lambda p: torch.nn.utils.clip_grad_norm_(p, 0.2),
        "adam, clipped by value": lambda p: torch.nn.utils.clip_grad_value_(p, 0.02),
    }
    after = {"sgd, l1": lambda p: shrink(p, 0.1 * 0.05)}
    result = []
    for activation, function, loss in [
        ("tanh", torch.tanh, "meanSquaredError"),
        ("sigmoid", torch.sigmoid, "sigmoidCrossEntropy"),
        ("gelu", F.gelu, "softmaxCrossEntropy"),
        ("silu", F.silu, "softmaxCrossEntropy"),
    ]:
        outputs = 3 if loss == "softmaxCrossEntropy" else 1
        sizes = [2, 8, 8, outputs]
        x = normal(10, 2)
        y = {
            "meanSquaredError": normal(10, 1),
            "sigmoidCrossEntropy": (x.sum(1, keepdim=True) > 0).float(),
            "softmaxCrossEntropy": (torch.arange(10) % 3),
        }[loss]
        measure = {
            "meanSquaredError": F.mse_loss,
            "sigmoidCrossEntropy": F.binary_cross_entropy_with_logits,
            "softmaxCrossEntropy": F.cross_entropy,
        }[loss]
        start = [p for n, m in zip(sizes, sizes[1:]) for p in (normal(n, m) / 2, normal(m) / 10)]
        ways = {}
        for name, make in optimizers.items():
            parameters = [p.clone().requires_grad_() for p in start]
            optimizer = make(parameters)
            losses = []
            for _ in range(20):
                h = x
                for i in range(0, len(parameters), 2):
                    h = F.linear(h, parameters[i].T, parameters[i + 1])
                    if i + 2 < len(parameters):
                        h = function(h)
                value = measure(h, y)
                optimizer.zero_grad()
                value.backward()
                before.get(name, lambda _: None)(parameters)
                optimizer.step()
                after.get(name, lambda _: None)(parameters)
                losses.append(value)
            ways[name] = {"losses": numbers(torch.stack(losses), 9), "end": [numbers(p, 7) for p in parameters]}
        result.append(
            {
                "activation": activation,
                "loss": loss,
                "sizes": sizes,
                "x": numbers(x, 9),
                "y": numbers(y, 9),
                "start": [numbers(p, 9) for p in start],
                "optimizers": ways,
            }
        )
    return result


@seeded(10)
def least_squares():
    """Weights of least norm, and with a ridge, for matrices tall, wide, square, of too low a rank, and nearly so."""
    low = normal(6, 2) @ normal(2, 9)
    hilbert = torch.tensor([[1 / (i + j + 1) for j in range(6)] for i in range(6)])
    result = {}
    for name, a in {
        "tall": normal(9, 4),
        "wide": normal(4, 9),
        "square": normal(5, 5),
        "one row": normal(1, 3),
        "one column": normal(3, 1),
        "low rank": low,
        "low rank, tall": low.T.contiguous(),
        "Hilbert": hilbert,
    }.items():
        y = normal(a.shape[0])
        ridge = a.T @ a + 0.1 * torch.eye(a.shape[1])
        result[name] = {
            "matrix": {"shape": list(a.shape), "values": numbers(a, 17)},
            "targets": numbers(y),
            "values": numbers(torch.linalg.svdvals(a)),
            "weights": numbers(torch.linalg.pinv(a) @ y),
            "ridge": numbers(torch.linalg.solve(ridge, a.T @ y)),
        }
    return result


if __name__ == "__main__":
    write("ops", {**ops(), **sequences.ops(), **pictures.ops()})
    write("broadcasts", broadcasts())
    write("activations", activations())
    write("initialisers", initialisers())
    write("schedules", schedules())
    write("runs", runs())
    write("pictures", pictures.runs())
    write("sequence-layers", sequences.layers())
    write("sequence-runs", sequences.runs())
    write("least-squares", least_squares())
