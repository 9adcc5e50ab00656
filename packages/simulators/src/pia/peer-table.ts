/** A WireGuard key that a server knew for some time. */
export interface PeerRecord {
  /** The cn of the server. */
  readonly server: string;
  /** The name of the customer, or `dedicated IP` when it was a dedicated IP that logged in. */
  readonly account: string;
  /** In base64. */
  readonly publicKey: string;
  /** The peer's address in the tunnel. */
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
  /** `null` as long as the server knows the key. */
  readonly removedAt: number | null;
}

/** What happened to the keys that a server knows. */
export interface PeerEvent {
  readonly type: 'added' | 'removed';
  readonly peer: PeerRecord;
}

/**
 * Called for each change before the client gets its answer, so that a real WireGuard device can
 * follow: what it starts has to be done when it returns.
 */
export type OnPeer = (event: PeerEvent) => void;

/** Which server knew which key when. */
export class PeerTable {
  /** All peers so far, oldest first. */
  readonly history: PeerRecord[] = [];
  readonly #onPeer: OnPeer;

  constructor(onPeer: OnPeer) {
    this.#onPeer = onPeer;
  }

  /** The peers that the servers know now. */
  get live(): PeerRecord[] {
    return this.history.filter(({ removedAt }) => removedAt === null);
  }

  /** The server's peer at this address of the tunnel, if there is one. */
  find(server: string, address: string): PeerRecord | undefined {
    return this.live.find((peer) => peer.server === server && peer.address === address);
  }

  /** Adds a key. An older one of the same account at the same server ends first. */
  add(peer: Omit<PeerRecord, 'addedAt' | 'removedAt'>, at: number): void {
    this.remove(
      ({ server, account, publicKey }) =>
        server === peer.server && (account === peer.account || publicKey === peer.publicKey),
      at,
    );
    const record = { ...peer, addedAt: at, removedAt: null };
    this.history.push(record);
    this.#onPeer({ type: 'added', peer: record });
  }

  /** Ends the peers that `chosen` is true for; says how many. */
  remove(chosen: (peer: PeerRecord) => boolean, at: number): number {
    let removed = 0;
    for (const [index, peer] of this.history.entries()) {
      if (peer.removedAt !== null || !chosen(peer)) continue;
      const record = { ...peer, removedAt: at };
      this.history[index] = record;
      removed += 1;
      this.#onPeer({ type: 'removed', peer: record });
    }
    return removed;
  }
}
