import type { Clock, EarlyRenewal } from '@portkeep/port-lease';

/**
 * A program that deletes its own mappings of our port sends requests to the gateway after it has
 * answered us, and repeats lost ones: what we map before that is deleted as well.
 */
const DELETED_AFTER_MS = 2_000;

/** Requests the mappings again when another program may have deleted them. */
export function remapLater(
  early: EarlyRenewal,
  clock: Clock,
  signal: AbortSignal,
): () => Promise<void> {
  return async () => {
    try {
      await clock.delay(DELETED_AFTER_MS, signal);
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    early.request();
  };
}
