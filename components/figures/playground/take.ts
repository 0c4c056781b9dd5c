/**
 * Taking a run away, and bringing it back: a file from which training goes on with the same next step, a PyTorch script, the
 * weights as safetensors, the net as ONNX. Loaded when somebody asks for it.
 */
import { sigmoid, softmax, type OwnPoints } from '#engine';
import {
  loadProgram,
  readSafetensors,
  saveProgram,
  toOnnx,
  toPyTorch,
  writeSafetensors,
  type Weights,
} from '#engine/export';
import { playgroundTrainer, type PlaygroundFrame, type PlaygroundParameters } from '#engine/jobs';
import { readOwn, writeOwn } from './own-note.ts';

type Trainer = NonNullable<ReturnType<typeof playgroundTrainer>>;

/** The trainer of a run, standing where a frame stands. */
function trainerAt(parameters: PlaygroundParameters, frame: PlaygroundFrame): Trainer {
  const trainer = playgroundTrainer(parameters);
  if (!trainer) throw new Error('There is nothing to take away yet: too few points to train on.');
  trainer.standing = frame;
  return trainer;
}

/** A run as a file: the link of its settings, weights and moments, how far it is, and the reader's own points. */
export function saveRun(parameters: PlaygroundParameters, frame: PlaygroundFrame, query: string): Uint8Array {
  const { own } = parameters.data;
  const notes = {
    figure: 'playground',
    query,
    seen: String(frame.seen),
    ...(own ? { own: writeOwn(own) } : {}),
  };
  return saveProgram(trainerAt(parameters, frame).program, { notes });
}

export interface SavedRun {
  readonly query: string;
  readonly own?: OwnPoints;
  /** Writes the weights and all else into a run with these parameters. */
  standing(parameters: PlaygroundParameters): Pick<PlaygroundFrame, 'state' | 'steps' | 'seen'>;
}

/** @throws Error that says what is wrong with the file; nothing has been changed then */
export function readRun(bytes: Uint8Array): SavedRun {
  const { metadata } = readSafetensors(bytes);
  if (metadata.figure !== 'playground' || metadata.query === undefined)
    throw new Error('This file holds no run of the playground.');
  const seen = /^\d{1,15}$/.test(metadata.seen ?? '') ? Number(metadata.seen) : NaN;
  if (Number.isNaN(seen)) throw new Error('This file does not say how many examples were seen.');
  return {
    query: metadata.query,
    ...(metadata.own === undefined ? {} : { own: readOwn(metadata.own) }),
    standing(parameters) {
      const trainer = playgroundTrainer(parameters);
      if (!trainer) throw new Error('This file has too few points to train on.');
      loadProgram(trainer.program, bytes);
      return { ...trainer.standing, seen };
    },
  };
}

/** A script that goes on from here in PyTorch, over the next epoch’s batches. */
export function torchScript(parameters: PlaygroundParameters, frame: PlaygroundFrame): string {
  const trainer = trainerAt(parameters, frame);
  const { loss, outputs, program, examples, batch } = trainer;
  const batches = trainer.batches(Math.ceil(examples / batch)).map(({ x, targets }) => ({ x, targets }));
  return toPyTorch({
    loss,
    outputs: [outputs],
    program,
    batches,
    steps: 10 * batches.length,
    name: 'playground',
    embedded: 1e6,
  }).script;
}

/** The parameters alone, by name. */
export function weightsFile(parameters: PlaygroundParameters, frame: PlaygroundFrame): Uint8Array {
  const { program } = trainerAt(parameters, frame);
  const tensors = [...program.parameters].map(([name, values]): [string, Weights] => [
    name,
    { shape: [...program.tensor(name).shape], values },
  ]);
  return writeSafetensors(Object.fromEntries(tensors), 'F32', { features: parameters.features.join(',') });
}

/** The net with its answers as chances; its input are the features, in their order. */
export function onnxFile(parameters: PlaygroundParameters, frame: PlaygroundFrame): Uint8Array {
  const { program, outputs } = trainerAt(parameters, frame);
  const answer =
    frame.answer === 'sigmoid' ? sigmoid(outputs) : frame.answer === 'softmax' ? softmax(outputs) : outputs;
  return toOnnx({
    outputs: [frame.answer === 'square' ? outputs : answer.named('answer')],
    program,
    name: 'playground',
  });
}
