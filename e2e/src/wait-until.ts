import { setTimeout as delay } from 'node:timers/promises';

type Falsy = false | null | undefined | 0 | '';

/** How long and how often {@link waitUntil} checks. */
export interface WaitOptions {
  /** @default {60_000} */
  readonly timeoutMs?: number;
  /** @default {25} */
  readonly everyMs?: number;
}

/**
 * Checks again and again until the check returns something truthy, and resolves to that. A check that
 * throws counts as "not yet".
 *
 * @throws {Error} saying what was waited for, with the last error as its cause.
 */
export async function waitUntil<T>(
  what: string,
  look: () => T | Falsy | Promise<T | Falsy>,
  { timeoutMs = 60_000, everyMs = 25 }: WaitOptions = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let cause: unknown;
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`Waited ${timeoutMs} ms in vain until ${what}`, { cause });
    }
    await delay(everyMs);
  }
}
