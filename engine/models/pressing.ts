// What a network under pressure is: its inputs, its sizes, its penalties, and what is told of it. Numbers and names only; what
// trains it stands in pressed-net.ts.

/** Inputs that measure the digit: its ink, its symmetry, the width of its upper half and of its lower half. */
export const MEASURES = 4;
/** Inputs thrown by dice. They say nothing. */
export const DICE = 36;
export const INPUTS = MEASURES + DICE;
export const NEURONS = 8;
export const WEIGHTS = INPUTS * NEURONS + NEURONS;
export const TRAINED = 96;
export const HELD_OUT = 160;
export const UPDATES = 1000;
/** Updates between two looks at a network. */
export const EVERY = 20;

export const penalties = ['none', 'l1', 'l2'] as const;
export type Penalty = (typeof penalties)[number];
/**
 * How L1 is carried out. `proximal`: after each step along the slope of the loss every weight moves towards 0 by rate · λ,
 * and stops there. `slope`: the slope of the penalty, λ or −λ, is added to the slope of the loss.
 */
export type L1Way = 'proximal' | 'slope';

export interface Pressing {
  penalty: Penalty;
  /** λ of λ Σ|w| or λ/2 Σw². */
  strength: number;
  way?: L1Way;
  seed: number;
}

/** Weights are counted in intervals this wide, the middle one around 0; the outermost hold what lies beyond as well. */
export const BIN = 0.1;
export const BINS = 41;
/** Where the outermost intervals end. */
export const EDGE = (BIN * BINS) / 2;

export interface PressedNet {
  /** Mean cross-entropy over the digits it learns from, and over those held out. */
  training: number;
  heldOut: number;
  /** Share of the held-out digits on the right side. */
  right: number;
  /** How many weights are exactly 0, and how many of these belong to dice. */
  zeros: number;
  zeroDice: number;
  /** Inputs that it listens to: those with at least one weight that is not 0. */
  measuresUsed: number;
  diceUsed: number;
  /** Weights that are not 0, by interval: those of the measurements and of the output neuron, and those of the dice. */
  counts: { measures: number[]; dice: number[] };
}
