"""PyTorch's numbers for operations and nets on pictures: convolution, pooling, batch normalisation, dropout."""

import torch
import torch.nn.functional as F
from torch import nn

from listing import case, listed, normal, numbers, positive


def convolution(x, weights, stride=(1, 1), padding=(0, 0), dilation=(1, 1)):
    def function(x, w, b):
        return F.conv2d(x, w, b, stride, padding, dilation)

    attributes = {"stride": stride, "padding": padding, "dilation": dilation}
    return case(function, [normal(*x), normal(*weights), normal(weights[0])], attributes)


def pool(function, x, size, stride):
    return case(lambda x: function(x, size, stride), [x], {"size": size, "stride": stride})


def batch_norm(*shape, momentum=0.1, epsilon=1e-5):
    channels = shape[1]
    inputs = [normal(*shape), normal(channels), normal(channels), normal(channels), positive(channels)]

    def function(x, gain, bias, mean, variance):
        return F.batch_norm(x, mean.clone(), variance.clone(), gain, bias, True, momentum, epsilon)

    return case(function, inputs, {"momentum": momentum, "epsilon": epsilon}, constants=[3, 4])


WORD = 2**32
GOLDEN = 0x9E3779B9


def mix(word):
    """The finaliser of murmur3."""
    word = (word ^ (word >> 16)) * 0x85EBCA6B % WORD
    word = (word ^ (word >> 13)) * 0xC2B2AE35 % WORD
    return word ^ (word >> 16)


def kept(size, rate, seed, tick):
    """Which numbers dropout keeps, by the formula in the engine's kernels/dropout.ts."""
    key = mix((mix((seed + GOLDEN) % WORD) + tick * GOLDEN) % WORD)
    return torch.tensor([mix(key ^ (i * GOLDEN % WORD)) >= rate * WORD for i in range(size)])


def drop(shape, rate, seed):
    mask = kept(torch.Size(shape).numel(), rate, seed, 0).reshape(shape).double() / (1 - rate)
    return case(lambda x: x * mask, [normal(*shape)], {"rate": rate, "seed": seed})


def ops():
    with torch.random.fork_rng():
        torch.manual_seed(11)
        ties = torch.randint(0, 3, (2, 2, 6, 6)).double()
        return {
            "averagePool": [
                pool(F.avg_pool2d, normal(2, 3, 4, 6), (2, 2), (2, 2)),
                pool(F.avg_pool2d, normal(1, 2, 7, 8), (3, 2), (2, 3)),
                pool(F.avg_pool2d, normal(2, 1, 5, 5), (3, 3), (1, 1)),
            ],
            "batchNorm": [
                batch_norm(6, 3),
                batch_norm(3, 2, 4, 5, momentum=0.3, epsilon=1e-3),
                batch_norm(1, 4, 1, 2),
            ],
            "conv2d": [
                convolution((2, 3, 5, 6), (4, 3, 3, 3)),
                convolution((2, 1, 8, 8), (9, 1, 5, 5), padding=(2, 2)),
                convolution((1, 2, 9, 7), (3, 2, 3, 2), stride=(2, 3), padding=(1, 0)),
                convolution((2, 2, 7, 9), (2, 2, 2, 3), dilation=(3, 2), padding=(2, 4)),
                convolution((1, 2, 6, 8), (2, 2, 3, 3), stride=(2, 2), padding=(3, 3), dilation=(2, 1)),
                convolution((3, 2, 1, 1), (2, 2, 1, 1)),
                convolution((1, 1, 2, 3), (1, 1, 1, 2), padding=(2, 3)),
            ],
            "dropout": [drop((3, 4), 0.5, 0), drop((40,), 0.2, 123456789), drop((2, 5), 0.0, 7), drop((30,), 0.9, 2**32 - 1)],
            "maxPool": [
                pool(F.max_pool2d, normal(2, 3, 4, 6), (2, 2), (2, 2)),
                pool(F.max_pool2d, normal(1, 2, 7, 8), (3, 2), (2, 3)),
                pool(F.max_pool2d, ties, (3, 3), (1, 1)),
                pool(F.max_pool2d, ties, (2, 2), (2, 2)),
            ],
        }


def statistics():
    """Batch normalisation over three batches in training, then of a fourth in evaluation, with its gradients."""
    layer = nn.BatchNorm2d(2, momentum=0.2, eps=1e-4).double()
    with torch.no_grad():
        layer.weight.copy_(normal(2))
        layer.bias.copy_(normal(2))
    batches = [normal(3, 2, 2, 3) * 2 + 1 for _ in range(4)]
    running = []
    for x in batches[:3]:
        layer(x)
        running.append({"mean": numbers(layer.running_mean), "variance": numbers(layer.running_var)})
    layer.eval()
    x = batches[3].clone().requires_grad_()
    output = layer(x)
    weights = normal(*output.shape)
    (output * weights).sum().backward()
    return {
        "gain": numbers(layer.weight),
        "bias": numbers(layer.bias),
        "batches": [numbers(x) for x in batches],
        "running": running,
        "weights": numbers(weights),
        "output": numbers(output),
        "gradients": [numbers(t.grad) for t in (x, layer.weight, layer.bias)],
    }


def run(net, names, optimizer, x, y):
    """Twenty steps of a net on one batch; its values by the names that the engine gives them; then its use."""
    with torch.no_grad():
        for key, p in net.named_parameters():
            if not isinstance(net[int(key.split(".")[0])], nn.BatchNorm1d | nn.BatchNorm2d):
                p.copy_(normal(*p.shape) / (2 * p[0].numel() ** 0.5))

    def values(items):
        """The engine's dense weights are [inputs, outputs]."""
        return {names[key]: listed(v.T if names[key].startswith("dense") and v.dim() == 2 else v) for key, v in items}

    start = values(net.named_parameters())
    optimizer = optimizer(net.parameters())
    losses = []
    for _ in range(20):
        loss = F.cross_entropy(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss)
    end = values(net.named_parameters())
    states = values((key, v) for key, v in net.named_buffers() if key in names)
    net.eval()
    return {
        "x": listed(x),
        "y": numbers(y),
        "start": {name: value["values"] for name, value in start.items()},
        "losses": numbers(torch.stack(losses), 9),
        "end": {name: value["values"] for name, value in end.items()},
        "states": {name: value["values"] for name, value in states.items()},
        "evaluation": numbers(net(x), 9),
    }


def named(net, kinds):
    """The engine's names of a net's parameters and buffers: kind and position of each layer."""
    parts = {"weight": "weights", "bias": "bias", "running_mean": "runningMean", "running_var": "runningVariance"}
    names = {}
    for key in [*dict(net.named_parameters()), *dict(net.named_buffers())]:
        layer, part = key.split(".")
        if part not in parts:
            continue
        kind = kinds[int(layer)]
        own = "gain" if kind == "batchNorm" and part == "weight" else parts[part]
        names[key] = f"{kind}{int(layer) + 1}.{own}"
    return names


def runs():
    with torch.random.fork_rng():
        torch.manual_seed(12)
        torch.set_default_dtype(torch.float64)
        result = {"statistics": statistics()}
        torch.set_default_dtype(torch.float32)
        plain = nn.Sequential(
            nn.Conv2d(1, 4, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(4, 6, 3, dilation=2), nn.Tanh(),
            nn.Flatten(), nn.Linear(24, 3),
        )  # fmt: skip
        kinds = ["conv2d", "activation", "averagePool", "conv2d", "activation", "flatten", "dense"]
        y = torch.arange(8) % 3
        result["plain"] = run(plain, named(plain, kinds), lambda p: torch.optim.Adam(p, lr=0.01), normal(8, 1, 12, 12), y)
        normed = nn.Sequential(
            nn.Conv2d(2, 4, 3, stride=(2, 1), padding=1), nn.BatchNorm2d(4), nn.Tanh(), nn.MaxPool2d(3, 2),
            nn.Conv2d(4, 5, (2, 3)), nn.BatchNorm2d(5, momentum=0.3), nn.SiLU(), nn.Flatten(),
            nn.Linear(10, 8), nn.BatchNorm1d(8), nn.Tanh(), nn.Linear(8, 3),
        )  # fmt: skip
        kinds = ["conv2d", "batchNorm", "activation", "maxPool", "conv2d", "batchNorm", "activation", "flatten"]
        kinds += ["dense", "batchNorm", "activation", "dense"]
        sgd = lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9)  # noqa: E731
        result["normed"] = run(normed, named(normed, kinds), sgd, normal(8, 2, 12, 9), y)
        return result
