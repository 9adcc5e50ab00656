import { type Ask, startElsewhere } from '../elsewhere.ts';
import type { hostAnswers } from './host-answers.ts';

type Answers = typeof hostAnswers;

/** A host in a network namespace. Each question is answered there. */
export type Host = {
  readonly [Name in keyof Answers]: (
    ...values: Parameters<Answers[Name]>
  ) => Promise<Awaited<ReturnType<Answers[Name]>>>;
};

/** Starts a host in a network namespace. */
export function startHost(namespace: string): Host {
  const ask: Ask = startElsewhere(namespace, 'gateway/host-program.ts');
  return new Proxy({} as Host, {
    get: (_, name) => {
      // A promise has a `then`; a host has none.
      if (typeof name !== 'string' || name === 'then') return undefined;
      return (...values: readonly unknown[]) => ask(name, ...values);
    },
  });
}
