import type { Clock } from './clock.ts';

/** Options of {@linkcode withTimeLimit}. */
interface TimeLimit {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly ms: number;
  /** Creates the error for work that took too long. */
  readonly error: () => Error;
}

/**
 * Runs `work` and stops waiting for it when the time is up or `signal` aborts.
 *
 * Work that ignores its signal is left to itself, and its late result is dropped.
 */
export async function withTimeLimit<R>(
  work: (signal: AbortSignal) => Promise<R>,
  limit: TimeLimit,
): Promise<R> {
  const { clock, signal, ms, error } = limit;
  signal.throwIfAborted();
  const cut = new AbortController();
  const done = new AbortController();
  const onAbort = () => cut.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = clock.delay(ms, done.signal).then(
    () => cut.abort(error()),
    () => undefined,
  );
  try {
    return await new Promise<R>((resolve, reject) => {
      cut.signal.addEventListener('abort', () => reject(cut.signal.reason), { once: true });
      work(cut.signal).then(resolve, reject);
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    done.abort();
    await timer;
  }
}
