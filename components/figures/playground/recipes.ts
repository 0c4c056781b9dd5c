// A gallery of settings worth a look: some that work, and some that are broken, each with what to look for and a remedy. Each is
// a state, and so a link; tests run all of them over several seeds and hold them to what is said here.
import type { PlaygroundState } from './knobs.ts';

export interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly kind: 'good' | 'broken';
  readonly state: Partial<PlaygroundState>;
  /** What to look for, and why it comes. */
  readonly says: string;
  /** What mends it: turned on top of its state. */
  readonly remedy?: { readonly label: string; readonly state: Partial<PlaygroundState> };
  /** Frames after which it shows. */
  readonly frames: number;
}

const noisyMoons: Partial<PlaygroundState> = {
  set: 'moons',
  count: 60,
  noise: 0.45,
  layers: '8.tanh,8.tanh',
  optimizer: 'adam',
  rate: 0.02,
};

const everyFeature = 'x,y,xx,yy,xy,sinx,siny';

export const recipes: readonly Recipe[] = [
  {
    id: 'circle',
    title: 'A circle from straight cuts',
    kind: 'good',
    state: { layers: '4.tanh', rate: 0.1 },
    says: 'Each of the four neurons is one soft straight cut. Point at them one by one: none knows what a circle is, and their sum does.',
    frames: 301,
  },
  {
    id: 'features',
    title: 'The answer in the features',
    kind: 'good',
    state: { layers: '', features: 'xx,yy', rate: 0.1 },
    says: 'No hidden neuron at all. Told the squares of x₁ and x₂, a single sum draws the circle: a good feature can replace a layer.',
    frames: 61,
  },
  {
    id: 'spirals',
    title: 'Two spirals',
    kind: 'good',
    state: { set: 'spiral', layers: '8.tanh,8.tanh', optimizer: 'adam', rate: 0.02, stride: 'five', count: 400 },
    says: 'The hard one. Two wide layers and Adam unroll it in a few hundred epochs; look at how the second layer’s maps are bent out of the first’s.',
    frames: 101,
  },
  {
    id: 'sparse',
    title: 'L1 finds what matters',
    kind: 'good',
    state: { layers: '', features: everyFeature, penalty: 'l1', strength: 0.03, rate: 0.1, batch: 'all' },
    says: 'Seven features, five of them useless here. The proximal step of L1 takes their weights to exactly zero: open the output neuron and look. Without it none of them is zero.',
    remedy: { label: 'Without L1', state: { penalty: 'none' } },
    frames: 301,
  },
  {
    id: 'linear',
    title: 'Layers without bends',
    kind: 'broken',
    state: { layers: '4.linear,2.linear' },
    says: 'Two hidden layers, and it cannot do more than one straight cut: a sum of sums is a sum. The loss stays near ln 2, the loss of knowing nothing.',
    remedy: { label: 'Give them tanh', state: { layers: '4.tanh,2.tanh', rate: 0.1 } },
    frames: 151,
  },
  {
    id: 'zeros',
    title: 'All weights zero',
    kind: 'broken',
    state: { init: 'zeros' },
    says: 'With all weights zero every neuron says 0, and none gets a gradient: only the last bias moves. Nothing breaks the tie.',
    remedy: { label: 'Start with random weights', state: { init: 'fitting', rate: 0.1 } },
    frames: 151,
  },
  {
    id: 'equal',
    title: 'All weights equal',
    kind: 'broken',
    state: { init: 'allEqual' },
    says: 'Every neuron of a layer says the same, gets the same gradient, and moves alike, so four neurons are worth one. Their maps are the same picture, for ever.',
    remedy: { label: 'Start with random weights', state: { init: 'fitting', rate: 0.1 } },
    frames: 301,
  },
  {
    id: 'crawl',
    title: 'Steps too short',
    kind: 'broken',
    state: { rate: 0.0003 },
    says: 'It goes the right way, and will not arrive today: after 300 epochs the loss has hardly moved.',
    remedy: { label: 'A rate of 0.1', state: { rate: 0.1 } },
    frames: 301,
  },
  {
    id: 'leap',
    title: 'Steps too long',
    kind: 'broken',
    state: { set: 'hills', layers: '8.relu,8.relu', rate: 10 },
    says: 'Regression with ReLU has no ceiling: a step too far makes an error so large that the next step is longer still. The numbers leave the page.',
    remedy: { label: 'A rate of 0.03', state: { rate: 0.03 } },
    frames: 151,
  },
  {
    id: 'vanish',
    title: 'Five sigmoid layers',
    kind: 'broken',
    state: { layers: '4.sigmoid,4.sigmoid,4.sigmoid,4.sigmoid,4.sigmoid' },
    says: 'A sigmoid’s slope is never above ¼, and five of them multiply to less than a thousandth. Open the gradients: the first layers get next to nothing.',
    remedy: { label: 'Give them tanh', state: { layers: '4.tanh,4.tanh,4.tanh,4.tanh,4.tanh' } },
    frames: 301,
  },
  {
    id: 'step',
    title: 'Neurons with a step',
    kind: 'broken',
    state: { layers: '4.step', rate: 0.1 },
    says: 'A step is flat almost everywhere: its slope is zero, and so is every gradient behind it. The first layer keeps its random weights; only the output learns.',
    remedy: { label: 'Give them tanh', state: { layers: '4.tanh' } },
    frames: 151,
  },
  {
    id: 'narrow',
    title: 'Too few neurons',
    kind: 'broken',
    state: { layers: '2.tanh', rate: 0.1 },
    says: 'Two cuts make a strip or a corner, never a closed ring. However long you train, a part of the circle’s outside is inside.',
    remedy: { label: 'Four neurons', state: { layers: '4.tanh' } },
    frames: 301,
  },
  {
    id: 'smothered',
    title: 'Regularised to death',
    kind: 'broken',
    state: { penalty: 'l2', strength: 0.3, rate: 0.1 },
    says: 'The penalty on large weights is stronger than anything the data say: all weights shrink to nothing, and the answer is the same everywhere.',
    remedy: { label: 'A strength of 0.001', state: { strength: 0.001 } },
    frames: 151,
  },
  {
    id: 'memory',
    title: 'Learnt by heart',
    kind: 'broken',
    state: noisyMoons,
    says: 'Thirty noisy points, and a net with room for all of them: the training loss goes to nothing while the test loss turns and climbs.',
    remedy: { label: 'L2 with a strength of 0.03', state: { penalty: 'l2', strength: 0.03 } },
    frames: 601,
  },
];
