import type { Backoff } from './backoff.ts';

/** Used when a backoff answers with something that is not a number. */
const FALLBACK_MS = 60_000;

/** The backoff's answer, made safe: never so short that a loop on it would spin. */
export function retryDelay(backoff: Backoff, step: number, error: unknown): number {
  const ms = backoff(step, error);
  return Number.isNaN(ms) ? FALLBACK_MS : Math.max(1, ms);
}
