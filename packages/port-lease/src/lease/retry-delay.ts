import type { Backoff } from './backoff.ts';

/** Used when a backoff returns something that is not a number. */
const FALLBACK_MS = 60_000;

/** The delay from the backoff, with a minimum so that no loop can spin on it. */
export function retryDelay(backoff: Backoff, step: number, error: unknown): number {
  const ms = backoff(step, error);
  return Number.isNaN(ms) ? FALLBACK_MS : Math.max(1, ms);
}
