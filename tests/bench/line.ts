/** The near end of a line to a peer: numbers questions, and hands each answer to the one who asked. Knows no transport. */
import type { Answer, Command, Commands, Question, Runner } from './peer.ts';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export interface Line extends Runner {
  /** To be called with every answer that comes in. */
  receive(answer: Answer): void;
  /** To be called when the other end is gone: all who wait are told. */
  fail(error: Error): void;
}

/** A line over two functions that send a question and end the connection. */
export function line(send: (question: Question) => void, stop: () => void): Line {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let gone: Error | undefined;
  return {
    ask<C extends Command>(command: C, ask: Commands[C]['ask']): Promise<Commands[C]['answer']> {
      if (gone !== undefined) return Promise.reject(gone);
      const id = asked++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: (answer) => resolve(answer as Commands[C]['answer']), reject });
        send({ id, command, ...ask } as Question);
      });
    },
    stop,
    receive(answer) {
      const asker = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('error' in answer) asker?.reject(new Error(answer.error));
      else asker?.resolve(answer.answer);
    },
    fail(error) {
      gone = error;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}
