/** What a sink's state shows of the error that an attempt rejected with. */
export interface SinkFailure {
  readonly code?: string | undefined;
  readonly message: string;
  /** The shortest wait before the next attempt that the sink asks for, milliseconds from the failure. */
  readonly retryAfterMs: number;
  /**
   * When the sink will really try again, epoch milliseconds, if its error knows better than the
   * publisher; `null` means not until something changes.
   */
  readonly knownRetryAt?: number | null | undefined;
}

/** Describes any thrown value as a {@linkcode SinkFailure}. */
export function describeFailure(error: unknown): SinkFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (typeof error !== 'object' || error === null) return { message, retryAfterMs: 0 };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const seconds = 'retryAfterSeconds' in error ? error.retryAfterSeconds : undefined;
  const retryAfterMs = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : 0;
  const time = 'retryAt' in error ? error.retryAt : undefined;
  const knownRetryAt = time === null || typeof time === 'number' ? time : undefined;
  return { code, message, retryAfterMs, knownRetryAt };
}

const ADVICE = 'check that it answers';

/** The error of an attempt that took too long. */
export class SinkTimeoutError extends Error {
  override readonly name = 'SinkTimeoutError';
  readonly code = 'SINK_TIMEOUT';
  /** What to do next; the message ends with it. */
  readonly advice = ADVICE;

  constructor(sink: string, ms: number) {
    super(`Cannot send the value to '${sink}': no result within ${ms / 1000} s; ${ADVICE}`);
  }
}
