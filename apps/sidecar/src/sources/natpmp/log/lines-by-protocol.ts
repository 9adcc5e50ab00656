import type { Protocol } from '@portkeep/natpmp-client/core';

interface HeldBack {
  readonly protocol: Protocol;
  readonly write: () => void;
  readonly keep: boolean;
}

/**
 * Keeps together what belongs to one protocol: while it has the turn, lines about the others
 * wait. What follows from an answer is known only after the next request has begun.
 */
export class LinesByProtocol {
  #holder: Protocol | undefined;
  #waiting: readonly HeldBack[] = [];

  /** Writes now, or when it is this protocol's turn; with `keep` the turn stays with it. */
  write(protocol: Protocol, write: () => void, keep = false): void {
    if (this.#holder !== undefined && this.#holder !== protocol) {
      this.#waiting = [...this.#waiting, { protocol, write, keep }];
      return;
    }
    write();
    this.#holder = keep ? protocol : undefined;
    if (keep) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const held of waiting) this.write(held.protocol, held.write, held.keep);
  }
}
