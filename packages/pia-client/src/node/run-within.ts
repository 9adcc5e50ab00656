import type { TransportOptions } from '../transport.ts';

/** How a task run by {@link runWithin} ends. Only the first outcome counts. */
export interface Outcome<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
  /** What to do when it is over, in whichever way; for closing a socket. */
  readonly onEnd: (close: () => void) => void;
}

/**
 * Runs a task on sockets under a deadline and a signal. The outcome does not depend on the events
 * a destroyed socket still emits: these differ between Node, Deno and Bun.
 *
 * @throws The signal's reason, or an error with the code `ETIMEDOUT`.
 */
export async function runWithin<T>(
  options: TransportOptions,
  start: (outcome: Outcome<T>) => void,
): Promise<T> {
  const { signal, timeoutMs } = options;
  signal?.throwIfAborted();
  let close = (): void => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort = (): void => {};
  try {
    return await new Promise<T>((resolve, reject) => {
      onAbort = () => reject(signal?.reason);
      signal?.addEventListener('abort', onAbort);
      timer = setTimeout(() => {
        reject(Object.assign(new Error(`No answer within ${timeoutMs} ms`), { code: 'ETIMEDOUT' }));
      }, timeoutMs);
      start({
        resolve,
        reject,
        onEnd: (callback) => {
          close = callback;
        },
      });
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    close();
  }
}
