import { isNatPmpError, type Protocol } from '@portkeep/natpmp-client/core';

const MINUTE_MS = 60_000;

interface Streak {
  /** Epoch milliseconds, as below. */
  readonly since: number;
  readonly loggedAt: number;
  readonly code: string;
  readonly quiet: boolean;
}

/**
 * Decides which failures are logged: a failure that repeats is logged for a minute, and then once a
 * minute.
 */
export class FailureStreaks {
  readonly #now: () => number;
  readonly #streaks = new Map<Protocol, Streak>();

  /** @param now epoch milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Records a failure. Returns whether it differs from the last one. */
  extend(protocol: Protocol, error: unknown): boolean {
    const now = this.#now();
    const before = this.#streaks.get(protocol);
    const code = isNatPmpError(error) ? error.code : String(error);
    if (before?.code !== code) {
      this.#streaks.set(protocol, { since: now, loggedAt: now, code, quiet: false });
      return true;
    }
    const { since, loggedAt } = before;
    const quiet = Math.abs(now - since) >= MINUTE_MS && Math.abs(now - loggedAt) < MINUTE_MS;
    this.#streaks.set(protocol, { ...before, quiet, loggedAt: quiet ? loggedAt : now });
    return false;
  }

  /** The requests succeed again. */
  end(protocol: Protocol): void {
    this.#streaks.delete(protocol);
  }

  /** Whether neither the last failure nor the next try needs to be logged. */
  isQuiet(protocol: Protocol): boolean {
    return this.#streaks.get(protocol)?.quiet ?? false;
  }

  /** Whether the last request failed. */
  isFailing(protocol: Protocol): boolean {
    return this.#streaks.has(protocol);
  }
}
