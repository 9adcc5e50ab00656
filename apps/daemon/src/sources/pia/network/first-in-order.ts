import type { Clock } from '@portkeep/port-lease';

/** One probe; `undefined` means that it failed. Rejects with the signal's reason on abort. */
export type Probe<T> = (signal: AbortSignal) => Promise<T | undefined>;

/** Options of {@link firstInOrder}. */
export interface FirstInOrderOptions {
  /** How many probes run at the same time. */
  readonly concurrency: number;
  /** How much slower than a later probe an earlier one may be and still win, in milliseconds. */
  readonly preferenceMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Runs probes in parallel and resolves with the earliest in order that succeeds, without waiting
 * for the rest: after the first success, those before it get `preferenceMs` more. Attempts that
 * still run then are aborted. Resolves with `undefined` when all failed.
 */
export function firstInOrder<T>(
  probes: readonly Probe<T>[],
  { concurrency, preferenceMs, clock, signal }: FirstInOrderOptions,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const rest = new AbortController();
    const pending = new Set(probes.keys());
    let next = 0;
    let best: { readonly index: number; readonly value: T } | undefined;

    const finish = (): void => {
      resolve(best?.value);
      rest.abort();
    };
    const fail = (reason: unknown): void => {
      reject(reason);
      rest.abort(reason);
    };
    const settle = (index: number, value: T | undefined): void => {
      if (rest.signal.aborted) return;
      pending.delete(index);
      if (value !== undefined && (best === undefined || index < best.index)) {
        if (best === undefined) clock.delay(preferenceMs, rest.signal).then(finish, fail);
        best = { index, value };
      }
      const limit = best?.index ?? Number.POSITIVE_INFINITY;
      if (![...pending].some((other) => other < limit)) finish();
      else if (best === undefined) start();
    };
    const start = (): void => {
      const index = next++;
      probes[index]?.(rest.signal).then((value) => settle(index, value), fail);
    };

    if (signal.aborted) return fail(signal.reason);
    signal.addEventListener('abort', () => fail(signal.reason), { signal: rest.signal });
    if (probes.length === 0) return finish();
    while (next < Math.min(concurrency, probes.length)) start();
  });
}
