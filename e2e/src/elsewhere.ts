import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';

/** A question to a program in another network namespace, and its answer. */
export type Ask = (name: string, ...values: readonly unknown[]) => Promise<unknown>;

/** Starts a script of this folder in a network namespace; see `answer-questions.ts`. */
export function startElsewhere(namespace: string, script: string): Ask {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = startChild(['ip', 'netns', 'exec', namespace, process.execPath, path], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  child.process.on('message', ({ id, answer }: { id: number; answer: unknown }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  return (name, ...values) => {
    asked += 1;
    const id = asked;
    return new Promise((resolve, reject) => {
      waiting.set(id, resolve);
      child.exited.then(() => reject(new Error(`${script} ended`)), reject);
      child.process.send({ id, name, values });
    });
  };
}
