import { timedOut } from '../failure/timed-out.ts';
import { checkTimeout } from './check-timeout.ts';

/** How long work may take and what ends it early. */
export interface LimitOptions {
  /** Ends the work, with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** Makes the error for when the time is over. @default {a `TransportFailure` of kind `timeout`} */
  readonly timedOut?: (() => unknown) | undefined;
}

/** What the work can do with its limit. */
export interface Limit {
  /** Sets what is called when the work is to end early: close the socket there. */
  onStop(stop: (reason: unknown) => void): void;
  /** Ends the work early with an error, unchanged, as the signal does with its reason. */
  end(error: unknown): void;
  /**
   * Lifts the time limit when the work is done, but keeps listening to the signal, for a body that is
   * still streaming.
   *
   * @returns What to call when the stream is over.
   */
  stayOpen(): () => void;
}

/**
 * Runs work within a time limit and under a signal. It ends when either of them says so, even if
 * the work does not stop.
 *
 * @param options The limit.
 * @param work Gets the {@link Limit}; not called when the signal is aborted already.
 * @returns What the work resolves with.
 * @throws The signal's reason, unchanged; what `timedOut` makes; what the work rejects with; a
 * `TypeError` for a bad `timeoutMs`.
 */
export async function withinLimit<T>(
  { signal, timeoutMs, timedOut: late = () => timedOut(true) }: LimitOptions,
  work: (limit: Limit) => Promise<T>,
): Promise<T> {
  checkTimeout(timeoutMs);
  signal?.throwIfAborted();
  let stop: (reason: unknown) => void = () => {};
  let end: (reason: unknown) => void = () => {};
  let isOpen = false;
  const ended = new Promise<never>((_, reject) => {
    end = (reason) => {
      // First: otherwise the work's own error about being stopped would win.
      reject(reason);
      stop(reason);
    };
  });
  const onAbort = () => end(signal?.reason);
  const release = () => signal?.removeEventListener('abort', onAbort);
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => end(late()), timeoutMs);
  const limit: Limit = {
    end,
    onStop(callback) {
      stop = callback;
    },
    stayOpen() {
      isOpen = true;
      return release;
    },
  };
  try {
    return await Promise.race([ended, work(limit)]);
  } catch (error) {
    isOpen = false;
    throw error;
  } finally {
    clearTimeout(timer);
    if (!isOpen) release();
  }
}
