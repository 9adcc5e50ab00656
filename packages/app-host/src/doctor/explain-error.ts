import type { Explanation } from './finding.ts';

/**
 * Splits the message of an error into cause and next step: every error of this project ends with
 * what to do, after its last semicolon. A message without one has no advice.
 */
export function explainError(error: unknown): Explanation {
  const message = error instanceof Error ? error.message : String(error);
  const at = message.lastIndexOf('; ');
  if (at === -1) return { cause: message, next: [] };
  return { cause: message.slice(0, at), next: message.slice(at + 2) };
}

/** The code to switch on, where the error has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
