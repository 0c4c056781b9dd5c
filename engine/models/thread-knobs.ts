// The thread with its nine numbers turned by hand: forward pass, every gradient, and what becomes of them when v is updated
// before the way back. The network itself is thread.ts's; here only its parameters differ.
import { thread, threadProgram, type ThreadForward, type ThreadGradients } from './thread.ts';

/** The nine parameters in the order in which they are listed everywhere: W₁₁ W₁₂ W₂₁ W₂₂ b₁ b₂ v₁ v₂ c. */
export const threadParameters: readonly number[] = [...thread.W.flat(), ...thread.b, ...thread.v, thread.c];

export interface ThreadKnobs {
  forward: ThreadForward;
  gradients: ThreadGradients;
  /** The nine slopes of the loss in the order of `threadParameters`. */
  slopes: number[];
}

let program: ReturnType<typeof threadProgram> | undefined;

function load(parameters: readonly number[]): NonNullable<typeof program> {
  program ??= threadProgram();
  program.set('W', parameters.slice(0, 4));
  program.set('b', parameters.slice(4, 6));
  program.set('v', parameters.slice(6, 8));
  program.set('c', parameters.slice(8));
  return program;
}

function read(loaded: NonNullable<typeof program>): ThreadKnobs {
  const [z, h, o, W, b, v, c] = ['z', 'h', 'o', 'W', 'b', 'v', 'c'].map((name) => [...loaded.gradient(name)]);
  return {
    forward: {
      z: [...loaded.value('z')],
      h: [...loaded.value('h')],
      o: loaded.value('o')[0],
      p: loaded.value('p')[0],
      loss: loaded.loss,
    },
    gradients: { o: o[0], v, c: c[0], h, z, W: [W.slice(0, 2), W.slice(2)], b },
    slopes: [...W, ...b, ...v, ...c],
  };
}

/**
 * Both passes of the thread with other parameters.
 * @param early updates v and c by one step at this rate between the forward pass and the rest of the way back, which is a mistake
 */
export function runThread(parameters: readonly number[], early?: number): ThreadKnobs {
  const loaded = load(parameters);
  loaded.forward();
  loaded.backward();
  const right = read(loaded);
  if (early === undefined) return right;
  loaded.set(
    'v',
    right.gradients.v.map((slope, i) => parameters[6 + i] - early * slope),
  );
  loaded.backward();
  return read(loaded);
}
