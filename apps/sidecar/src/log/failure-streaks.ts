import { isNatPmpError, type Protocol } from '@portkeep/natpmp-client/core';

const MINUTE_MS = 60_000;

interface Streak {
  /** Epoch milliseconds, as the next one. */
  readonly since: number;
  readonly toldAt: number;
  readonly code: string;
  readonly quiet: boolean;
}

/**
 * Decides which failures are told: what fails in the same way again and again is told for a minute,
 * and then once a minute.
 */
export class FailureStreaks {
  readonly #now: () => number;
  readonly #streaks = new Map<Protocol, Streak>();

  /** @param now epoch milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes a failure in. Returns whether it is another one than before. */
  extend(protocol: Protocol, error: unknown): boolean {
    const now = this.#now();
    const before = this.#streaks.get(protocol);
    const code = isNatPmpError(error) ? error.code : String(error);
    if (before?.code !== code) {
      this.#streaks.set(protocol, { since: now, toldAt: now, code, quiet: false });
      return true;
    }
    const { since, toldAt } = before;
    const quiet = Math.abs(now - since) >= MINUTE_MS && Math.abs(now - toldAt) < MINUTE_MS;
    this.#streaks.set(protocol, { ...before, quiet, toldAt: quiet ? toldAt : now });
    return false;
  }

  /** It works again. */
  end(protocol: Protocol): void {
    this.#streaks.delete(protocol);
  }

  /** Whether the last failure need not be told, nor the next try. */
  isQuiet(protocol: Protocol): boolean {
    return this.#streaks.get(protocol)?.quiet ?? false;
  }

  /** Whether the last request failed. */
  isFailing(protocol: Protocol): boolean {
    return this.#streaks.has(protocol);
  }
}
