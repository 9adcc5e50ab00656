/** How long a fault lasts, and its details. */
export interface FaultOptions {
  /** How many requests (or connections) it applies to; until cleared when left out. */
  readonly times?: number | undefined;
  /** Value of `Retry-After` in seconds for the rate limit faults; no such header when left out. */
  readonly retryAfterSeconds?: number | undefined;
  /** How late `slow` makes the answer, milliseconds. */
  readonly delayMs?: number | undefined;
  /** What a fault of one field puts into it; something hostile when left out. */
  readonly value?: unknown;
}

/** A fault that is in force. */
export interface ActiveFault<F extends string> {
  readonly fault: F;
  /** Requests it still applies to; `null` until cleared. */
  readonly remaining: number | null;
  readonly retryAfterSeconds: number | undefined;
  readonly delayMs: number | undefined;
  readonly value?: unknown;
}

/** The one fault that a target can have at a time; a newer fault replaces an older one. */
export class FaultSlot<F extends string> {
  #active: ActiveFault<F> | undefined;

  get active(): ActiveFault<F> | undefined {
    return this.#active;
  }

  set(fault: F, { times, retryAfterSeconds, delayMs, value }: FaultOptions = {}): void {
    if (times !== undefined && !(Number.isInteger(times) && times > 0)) {
      throw new RangeError(
        `Cannot set the fault '${fault}': 'times' must be a whole number above 0`,
      );
    }
    this.#active = { fault, remaining: times ?? null, retryAfterSeconds, delayMs, value };
  }

  clear(): void {
    this.#active = undefined;
  }

  /** Uses the fault up once, if it is one of the kinds asked for. */
  take<G extends F>(kinds: readonly G[]): ActiveFault<G> | undefined {
    const active = this.#active;
    const fault = kinds.find((kind) => kind === active?.fault);
    if (active === undefined || fault === undefined) return undefined;
    if (active.remaining !== null) {
      const remaining = active.remaining - 1;
      this.#active = remaining === 0 ? undefined : { ...active, remaining };
    }
    return { ...active, fault };
  }
}
