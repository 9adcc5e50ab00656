import type { Socket } from 'node:net';

interface Guest {
  /** Bytes that had arrived at the last check. */
  bytes: number;
  /** When it was last known to have sent data, by the monotonic clock. */
  heardAt: number;
}

/**
 * A limited number of places for connections. When all are taken, the connection that has been silent
 * longest is closed: clients that open many and send nothing must not keep probes out.
 */
export class ConnectionPlaces {
  readonly #most: number;
  readonly #guests = new Map<Socket, Guest>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Assigns a place to a new connection. */
  add(socket: Socket): void {
    if (this.#guests.size >= this.#most) this.#makeRoom();
    this.#guests.set(socket, { bytes: 0, heardAt: performance.now() });
    socket.once('close', () => this.#guests.delete(socket));
  }

  #makeRoom(): void {
    const now = performance.now();
    let silent: Socket | undefined;
    let heardAt = Number.POSITIVE_INFINITY;
    for (const [socket, guest] of this.#guests) {
      // Not with a data listener, which would take the data from the HTTP parser.
      if (socket.bytesRead > guest.bytes) {
        guest.bytes = socket.bytesRead;
        guest.heardAt = now;
      }
      if (guest.heardAt < heardAt) {
        heardAt = guest.heardAt;
        silent = socket;
      }
    }
    if (silent === undefined) return;
    // It no longer counts, though closing it takes a moment.
    this.#guests.delete(silent);
    silent.destroy();
  }
}
