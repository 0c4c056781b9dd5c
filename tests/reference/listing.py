"""How values become lists of numbers, and one operation a case with its gradients. It knows no particular operation."""

import functools

import torch


def seeded(seed, dtype=torch.float64):
    """A section that draws from a seed of its own in a precision of its own, and leaves both to all others as they were."""

    def decorate(section):
        @functools.wraps(section)
        def run():
            before = torch.get_default_dtype()
            torch.set_default_dtype(dtype)
            with torch.random.fork_rng():
                torch.manual_seed(seed)
                result = section()
            torch.set_default_dtype(before)
            return result

        return run

    return decorate


def numbers(tensor, digits=14):
    """A tensor as a flat list of numbers, short enough to read."""
    return [float(f"{value:.{digits}g}") for value in tensor.detach().double().flatten().tolist()]


def listed(tensor):
    return {"shape": list(tensor.shape), "values": numbers(tensor)}


def normal(*shape):
    return (torch.randn(shape) * 1.5).round(decimals=4)


def positive(*shape):
    return (torch.rand(shape) * 3 + 0.2).round(decimals=4)


def case(function, inputs, attributes=None, constants=()):
    """Values of one operation, and the gradients of sum(weights · output) by each input not named in constants."""
    leaves = [x.clone().requires_grad_(i not in constants and x.is_floating_point()) for i, x in enumerate(inputs)]
    output = function(*leaves)
    weights = normal(*output.shape)
    differentiable = output.requires_grad
    if differentiable:
        (output * weights).sum().backward()
    return {
        "inputs": [listed(x) for x in inputs],
        "attributes": attributes or {},
        "output": listed(output),
        "weights": numbers(weights),
        "gradients": [None if x.grad is None else numbers(x.grad) for x in leaves],
    }
