/** The optimisers in PyTorch's words: how each is made, and what it calls the running averages that it goes on from. */
import type { adam, adamw, momentum, Optimizer, rmsprop, sgd } from '../optim.ts';

interface ByName {
  adam: ReturnType<typeof adam>;
  adamw: ReturnType<typeof adamw>;
  momentum: ReturnType<typeof momentum>;
  rmsprop: ReturnType<typeof rmsprop>;
  sgd: ReturnType<typeof sgd>;
}

interface TorchOptimizer<O> {
  /** The class and its settings, but for rate and weight decay, which all have. */
  readonly settings: (optimizer: O) => readonly [string, ...string[]];
  /** The keys of its state, in the order of the engine's running averages. */
  readonly averages: readonly string[];
  /** Whether its state counts the steps. */
  readonly counts: boolean;
}

const adamSettings = ({ beta1, beta2, epsilon }: ByName['adam']): string[] => [
  `betas=(${beta1}, ${beta2})`,
  `eps=${epsilon}`,
];

const torchOptimizers: { readonly [Name in Optimizer['name']]: TorchOptimizer<ByName[Name]> } = {
  adam: {
    settings: (optimizer) => ['Adam', ...adamSettings(optimizer)],
    averages: ['exp_avg', 'exp_avg_sq'],
    counts: true,
  },
  adamw: {
    settings: (optimizer) => ['AdamW', ...adamSettings(optimizer)],
    averages: ['exp_avg', 'exp_avg_sq'],
    counts: true,
  },
  momentum: {
    settings: ({ momentum: kept, nesterov }) => ['SGD', `momentum=${kept}`, ...(nesterov ? ['nesterov=True'] : [])],
    averages: ['momentum_buffer'],
    counts: false,
  },
  rmsprop: {
    settings: ({ decay, epsilon }) => ['RMSprop', `alpha=${decay}`, `eps=${epsilon}`],
    averages: ['square_avg'],
    counts: true,
  },
  sgd: { settings: () => ['SGD'], averages: [], counts: false },
};

/** How an optimiser is made for `parameters`, what its state holds, and what happens around its step. */
export interface TorchCalls {
  readonly make: string;
  readonly averages: readonly string[];
  readonly counts: boolean;
  /** Lines between the gradients and the step, on `model`. */
  readonly before: readonly string[];
  /** Lines after the step. */
  readonly after: readonly string[];
}

export function torchOptimizer(optimizer: Optimizer): TorchCalls {
  const { settings, averages, counts } = torchOptimizers[optimizer.name] as TorchOptimizer<Optimizer>;
  const { rate, weightDecay, l1, clip } = optimizer;
  const [kind, ...own] = settings(optimizer);
  // PyTorch's AdamW decays unless it is told not to.
  const decay = weightDecay !== 0 || optimizer.name === 'adamw' ? [`weight_decay=${weightDecay}`] : [];
  const make = `torch.optim.${kind}(${['parameters', `lr=${rate}`, ...own, ...decay].join(', ')})`;
  const before =
    clip === undefined
      ? []
      : 'norm' in clip
        ? [`nn.utils.clip_grad_norm_(model.parameters(), ${clip.norm})`]
        : [`nn.utils.clip_grad_value_(model.parameters(), ${clip.value})`];
  const after =
    l1 === 0
      ? []
      : [
          'with torch.no_grad():  # the penalty on sizes draws every parameter towards 0, and no further',
          '    for parameter in model.parameters():',
          `        parameter.copy_(F.softshrink(parameter, ${rate * l1}))`,
        ];
  return { make, averages, counts, before, after };
}
