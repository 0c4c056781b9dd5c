// The facts of the digit network's model card: how it was trained and what it scores as stored. Written by
// scripts/pretrain.ts; a test lets the stored weights prove them.
import facts from './digits-facts.json' with { type: 'json' };

export interface DigitFacts {
  /** How it was trained: seed, digits a minibatch, updates, first learning rate, momentum. */
  recipe: { seed: number; batch: number; steps: number; rate: number; momentum: number };
  /** Hidden neurons, and all parameters. */
  hidden: number;
  parameters: number;
  /** Digits it was trained on. */
  trainedOn: number;
  /** What the stored weights score on MNIST's whole test set. */
  heldOut: { right: number; of: number; loss: number };
  /** What they score on the digits they were trained on. */
  training: { right: number; of: number; loss: number };
  /** Size of the weights file. */
  bytes: number;
  /** SHA-256 of the training script, the engine files it uses, and the data. */
  madeBy: string;
}

export const digitFacts: DigitFacts = facts;
