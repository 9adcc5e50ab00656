import type { LeaseSource } from '@portkeep/port-lease';

const NEW_CLAIMS = 3;

/** What {@linkcode watchAttempts} needs to know. */
export interface AttemptWatchOptions {
  /** How many claims were granted so far. */
  readonly claims: () => number;
  /** Whether the daemon has a claim that it could bind. */
  readonly hasClaim: () => boolean;
  readonly onProblem: (problem: string) => void;
}

/** Checks that a source runs one attempt at a time and gets few new claims in each. */
export function watchAttempts<T>(
  source: LeaseSource<T>,
  { claims, hasClaim, onProblem }: AttemptWatchOptions,
): LeaseSource<T> {
  let running = 0;
  const watch = async <R>(work: () => Promise<R>) => {
    running += 1;
    if (running > 1) onProblem('two attempts at once');
    const before = claims();
    const allowed = NEW_CLAIMS + (hasClaim() ? 0 : 1);
    try {
      return await work();
    } finally {
      running -= 1;
      const asked = claims() - before;
      if (asked > allowed) onProblem(`${asked} new claims in one attempt`);
    }
  };
  return {
    acquire: (signal) => watch(() => source.acquire(signal)),
    renew: (lease, signal) => watch(() => source.renew(lease, signal)),
  };
}
