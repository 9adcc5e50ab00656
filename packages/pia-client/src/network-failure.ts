import { PiaError, type PiaErrorCode } from './error.ts';

/** What the message of a network failure is made of. */
export interface NetworkFailureContext {
  readonly action: string;
  readonly peer: 'public' | 'gateway';
  readonly timeoutMs: number;
}
export function networkFailure(error: unknown, context: NetworkFailureContext): PiaError {
  const code: PiaErrorCode = 'PIA_UNREACHABLE';
  return new PiaError(code, `${context.action}: network failure (${typeof error})`);
}
