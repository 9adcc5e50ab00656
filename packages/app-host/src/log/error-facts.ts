import { adviceOf } from '../errors/advice-of.ts';
import { codeOf } from '../system-error.ts';

/** What the log shows about an error: the fields of a JSON line. */
export interface ErrorFacts {
  readonly code?: string | undefined;
  /** What failed, followed by the advice. */
  readonly message: string;
  readonly advice?: string | undefined;
  readonly cause?: unknown;
}

/** The code, message, advice and cause of an error. */
export function errorFacts(error: Error): ErrorFacts {
  const code = codeOf(error);
  return { code, message: messageOf(error), advice: adviceOf(error), cause: error.cause };
}

/** An error in one line: `PIA_TIMEOUT: The gateway does not answer (cause: ETIMEDOUT)`. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const causes: string[] = [];
  let cause = error.cause;
  // Three are enough to reach the system's error; the limit also ends a cycle.
  while (cause instanceof Error && causes.length < 3) {
    causes.push(codeOf(cause) ?? messageOf(cause));
    cause = cause.cause;
  }
  const code = codeOf(error);
  const head = code === undefined ? messageOf(error) : `${code}: ${messageOf(error)}`;
  return causes.length === 0 ? head : `${head} (cause: ${causes.join(', ')})`;
}

function messageOf(error: Error): string {
  // Node reports a failed connection to several addresses as an AggregateError without a message.
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  return error.message || (first instanceof Error ? first.message : error.name);
}
