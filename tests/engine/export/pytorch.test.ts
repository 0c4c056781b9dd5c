// PyTorch scripts: what they look like, and, where PyTorch is installed, that they compute what the engine computes.
import { beforeAll, describe, expect, test } from 'vitest';
import {
  adam,
  adamw,
  add,
  compile,
  input,
  mean,
  momentum,
  multiply,
  ops,
  parameter,
  random,
  rmsprop,
  sgd,
  sum,
  transpose,
  type OpName,
  type Optimizer,
  type Tensor,
} from '#engine';
import { toPyTorch, type PyTorchOptions, type PyTorchScript } from '#engine/export';
import { ruleOf } from '../../../engine/ops/index.ts';
import { record } from '../../../engine/tensor.ts';
import { difference } from '../apply.ts';
import { draw } from '../draw.ts';
import { networks, type Network } from './networks.ts';
import { lossesIn, python, reason, runParallel, runTorch } from './torch-run.ts';

const STEPS = 20;

/** A network after a few steps here, as a script, and the losses of the next twenty steps here. */
function exported(
  { loss, outputs, batch, batchAxis }: Network,
  optimizer: Optimizer,
  options: Partial<PyTorchOptions> = {},
) {
  const program = compile({ loss, outputs, optimizer });
  const rng = random('batches');
  const batches = Array.from({ length: 3 }, () => batch(rng));
  const steps = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      for (const [name, values] of Object.entries(batches[i % batches.length])) program.feed(name, values);
      return program.step();
    });
  steps(6);
  const script = toPyTorch({ loss, outputs, program, batches, batchAxis, steps: STEPS, ...options });
  return { script, losses: steps(STEPS) };
}

const optimizers: Record<string, () => Optimizer> = {
  sgd: () => sgd({ rate: 0.1 }),
  'sgd with L2, L1 and clipped values': () => sgd({ rate: 0.1, weightDecay: 0.01, l1: 0.01, clip: { value: 0.05 } }),
  momentum: () => momentum({ rate: 0.05, momentum: 0.8 }),
  'momentum with Nesterov': () => momentum({ rate: 0.05, nesterov: true, weightDecay: 0.01 }),
  rmsprop: () => rmsprop({ rate: 0.01, decay: 0.9 }),
  adam: () => adam({ rate: 0.02, weightDecay: 0.02 }),
  'adam with a clipped norm': () => adam({ rate: 0.02, clip: { norm: 0.1 } }),
  adamw: () => adamw({ rate: 0.02, beta1: 0.8 }),
};

/** One script that applies every operation of the registry, and what they give here. */
function everyOperation(): { script: PyTorchScript; ours: { name: OpName; shape: number[]; values: Float32Array }[] } {
  const batch: Record<string, number[]> = {};
  const outputs = (Object.keys(ops) as OpName[]).flatMap((name) =>
    [1, 2, 3].map((seed): Tensor => {
      const rng = random(`${name} ${seed}`);
      const { inputs, attributes } = ruleOf(name).sample(() => 1 + rng.integer(5));
      const tensors = inputs.map((sample, i) => {
        const { shape, values } = draw(sample, `${name} ${seed} ${i}`);
        const title = `${name} ${seed}, operand ${i}`;
        if (sample.classes === undefined && i > 0) return parameter(title, shape, values);
        batch[title] = values;
        return input(title, shape);
      });
      return record(ops[name] as never, tensors as never, attributes as never).named(`${name} ${seed}`);
    }),
  );
  const program = compile({ outputs });
  program.mode = 'evaluate';
  for (const [name, values] of Object.entries(batch)) program.feed(name, values);
  program.forward();
  const ours = outputs.map((tensor) => ({
    name: (tensor.name ?? '').split(' ')[0] as OpName,
    shape: [...tensor.shape],
    values: program.value(tensor).slice() as Float32Array,
  }));
  return { script: toPyTorch({ outputs, batches: [batch] }), ours };
}

describe('a script', () => {
  const { script } = exported(networks.mlp(), adam({ rate: 0.02 }));

  test('says an operation a line, with the names and shapes of the graph', () => {
    expect(script.script).toContain(`
    def forward(self, x):
        dense1_z = x @ self.dense1_weights + self.dense1_bias  # [batch, 8]
        dense1_h = torch.tanh(dense1_z)  # [batch, 8]
        dense2_z = dense1_h @ self.dense2_weights + self.dense2_bias  # [batch, 1]
        logits = dense2_z.reshape(-1)  # [batch]
        return logits


def loss_of(logits, answer):
    """How far the outputs are from the targets."""
    loss = F.binary_cross_entropy_with_logits(logits, answer)  # []
    return loss
`);
    expect(script.files.size).toBe(0);
  });

  test('goes on with the optimiser where it is', () => {
    expect(script.script).toContain('torch.optim.Adam(parameters, lr=0.02, betas=(0.9, 0.999), eps=1e-8)');
    expect(script.script).toContain('"step": torch.tensor(6.0),');
    expect(script.script).toContain('"exp_avg": numbers[f"optimizer.0.{name}"],');
  });

  test('lets batch normalisation move its running statistics as here', () => {
    const { script } = exported(networks.cnn(), sgd()).script;
    expect(script).toMatch(/= F\.batch_norm\(.*running_?[mM]ean.*, self\.training, 0\.1, 0\.00001\) {2}# /);
  });

  test('has many numbers in files beside it', () => {
    const { script, files } = exported(networks.mlp(), adam(), { embedded: 10, name: 'answer' }).script;
    expect([...files.keys()]).toEqual(['answer.safetensors', 'answer.x.npy', 'answer.answer.npy']);
    expect(script).not.toContain('base64');
  });

  test('gives names that Python cannot use others, each its own', () => {
    const x = input('class', [1]);
    const outputs = [add(x, 1).named('a.b'), add(x, 2).named('a b'), add(x, 3).named('2'), add(x, 4).named('torch')];
    const { script } = toPyTorch({ outputs, batches: [{ class: 1 }] });
    for (const line of [
      'a_b = class_2 + 1.0',
      'a_b_2 = class_2 + 2.0',
      't_2 = class_2 + 3.0',
      'torch_2 = class_2 + 4.0',
    ])
      expect(script).toContain(`        ${line}  #`);
  });

  test('writes a transpose as such only where it is one', () => {
    const x = input('x', [2, 3]);
    const { script } = toPyTorch({
      outputs: [transpose(x), transpose(x, [0, 1])],
      batches: [{ x: [1, 2, 3, 4, 5, 6] }],
    });
    expect(script).toContain('transpose_1 = x.T  # [3, batch]');
    expect(script).toContain('transpose_2 = x.permute(0, 1)  # [batch, 3]');
  });

  test('needs something to compute, and numbers for every input', () => {
    const loss = mean(input('x', [2]));
    expect(() => toPyTorch({ batches: [{}] })).toThrow('toPyTorch: needs a loss or outputs');
    expect(() => toPyTorch({ loss, batches: [] })).toThrow('toPyTorch: needs at least one batch');
    expect(() => toPyTorch({ loss, batches: [{}] })).toThrow("toPyTorch: batch 0 has no numbers for input 'x'");
    expect(() => toPyTorch({ loss, batches: [{ x: [1] }] })).toThrow("batch 0, input 'x': [2] needs 2 values, not 1");
    expect(() => toPyTorch({ loss, batches: [{ x: [1, 2] }], name: '"""' })).toThrow('name must be letters, digits');
    const twice = add(parameter('w', [2], [1, 2]), parameter('w', [2], [3, 4]));
    expect(() => toPyTorch({ outputs: [twice], batches: [{}] })).toThrow("export: two tensors are named 'w'");
    expect(() => toPyTorch({ loss, batches: [{ x: [1, NaN] }] })).toThrow("batch 0, input 'x': value 1 is NaN");
  });
});

/** A loss that reads a parameter and a hidden tensor besides the outputs, with a parameter that nothing depends on. */
function regularised(): Network {
  const net = networks.mlp();
  const weights = parameter('weights', [3], [1, -2, 0.5]);
  const unused = parameter('unused', [2], [1, 2]);
  const penalty = multiply(sum(multiply(weights, weights)), 0.01);
  return { ...net, loss: add(net.loss, penalty), outputs: [...net.outputs, add(unused, 1).named('apart')] };
}

describe.skipIf(python === undefined)(`PyTorch${reason}`, () => {
  const cases = {
    ...Object.fromEntries(
      Object.entries(optimizers).map(([name, make]) => [`an MLP by ${name}`, exported(networks.mlp(), make())]),
    ),
    ...Object.fromEntries(
      Object.entries(networks).map(([name, make]) => [`${name} by adam`, exported(make(), adam({ rate: 0.01 }))]),
    ),
    'a transformer from files': exported(networks.transformer(), adam({ rate: 0.01 }), { embedded: 0, name: 'files' }),
    'a loss that reads more than the outputs': exported(regularised(), momentum({ rate: 0.01 })),
  };
  const operations = everyOperation();
  let printed: string[] = [];

  beforeAll(async () => {
    printed = await runTorch([...Object.values(cases).map(({ script }) => script), operations.script]);
  }, 300_000);

  test.each(Object.keys(cases))('%s: twenty losses are ours', (name) => {
    const { losses } = cases[name as keyof typeof cases];
    const theirs = lossesIn(printed[Object.keys(cases).indexOf(name)]);
    expect(theirs).toHaveLength(STEPS);
    theirs.forEach((loss, i) => expect(Math.abs(loss / losses[i] - 1)).toBeLessThan(1e-4));
  });

  test('every operation gives there what it gives here', () => {
    const lines = (printed.at(-1) ?? '').trim().split('\n');
    expect(lines).toHaveLength(operations.ours.length);
    operations.ours.forEach(({ name, shape, values }, i) => {
      const [, sizes, numbers] = /^\[(.*?)\] \[(.*)\]$/.exec(lines[i]) ?? [];
      const list = (text: string) => (text === '' ? [] : text.split(', ').map(Number));
      expect([name, list(sizes)]).toEqual([name, shape]);
      expect([name, difference(list(numbers), values) < 1e-5]).toEqual([name, true]);
    });
  });

  test.each([
    ['an MLP', networks.mlp],
    ['an LSTM', networks.lstm],
    ['a loss that reads more than the outputs', regularised],
  ])(
    '%s on two processes trains as on one',
    async (_, make) => {
      const { script, losses } = exported(make(), adam({ rate: 0.01 }));
      const { out } = await runParallel(script, 2);
      const theirs = lossesIn(out);
      expect(theirs).toHaveLength(STEPS);
      theirs.forEach((loss, i) => expect(Math.abs(loss / losses[i] - 1)).toBeLessThan(1e-4));
    },
    300_000,
  );

  test('a batch that does not go evenly is refused', async () => {
    const { status, problem } = await runParallel(exported(networks.mlp(), sgd()).script, 5, 1);
    expect(problem).toContain('a batch of 12 cannot be shared evenly by 5 processes');
    expect(status).toBe(1);
  }, 120_000);
});

test('a loss that is no mean, or a batch that is built in, is for one process', () => {
  const [x, w] = [input('x', [4, 2]), parameter('w', [2], [1, 2])];
  const batches = [{ x: [1, 2, 3, 4, 5, 6, 7, 8] }];
  const scriptOf = (loss: Tensor) => toPyTorch({ loss, optimizer: sgd(), batches }).script;
  expect(scriptOf(mean(multiply(x, w)))).toContain('batch[name].chunk(world, 0)[rank]');
  expect(scriptOf(sum(multiply(x, w)))).toContain('raise SystemExit("this loss is not a mean over the batch');
  const fixed = parameter('fixed', [4, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
  expect(scriptOf(mean(multiply(x, fixed)))).toContain('raise SystemExit("this network was recorded for one size');
});
