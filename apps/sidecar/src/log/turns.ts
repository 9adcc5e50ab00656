import type { Protocol } from '@portkeep/natpmp-client/core';

interface Turn {
  readonly protocol: Protocol;
  readonly act: () => void;
  readonly keep: boolean;
}

/**
 * Keeps together what belongs to one protocol: while it has the turn, messages about the others
 * wait. What follows from an answer is known only after the next request has begun.
 */
export class Turns {
  #holder: Protocol | undefined;
  #waiting: readonly Turn[] = [];

  /** Acts now, or when it is this protocol's turn; with `keep` the turn stays with it. */
  take(protocol: Protocol, act: () => void, keep = false): void {
    if (this.#holder !== undefined && this.#holder !== protocol) {
      this.#waiting = [...this.#waiting, { protocol, act, keep }];
      return;
    }
    act();
    this.#holder = keep ? protocol : undefined;
    if (keep) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const turn of waiting) this.take(turn.protocol, turn.act, turn.keep);
  }
}
