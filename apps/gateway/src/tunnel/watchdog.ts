import { FRESH_MS } from './adoptable.ts';

/** What one look at the tunnel showed. */
export interface TunnelSample {
  /** Bytes that came through the tunnel since its key was set. */
  readonly receivedBytes: number;
  /** Milliseconds since the last handshake; `undefined` if there was none. */
  readonly handshakeAgeMs: number | undefined;
  /** Whether the tunnel's gateway took a connection; asked only if nothing else came. */
  readonly answered: boolean | undefined;
}

/** Looks in a row without a sign of life after which the tunnel counts as dead. */
const MOST_SILENT = 3;

/** Judges by samples whether a tunnel works. */
export class Watchdog {
  #receivedBytes: number | undefined;
  #silent = 0;

  /** Whether anything was received since the last sample, so that the gateway need not be asked. */
  grew(receivedBytes: number): boolean {
    return this.#receivedBytes !== undefined && receivedBytes > this.#receivedBytes;
  }

  /** Takes a sample; `dead` once the tunnel was silent for too long. */
  judge({ receivedBytes, handshakeAgeMs, answered }: TunnelSample): 'works' | 'silent' | 'dead' {
    const lives = this.grew(receivedBytes) || answered === true;
    const isFresh = handshakeAgeMs !== undefined && handshakeAgeMs <= FRESH_MS;
    this.#receivedBytes = receivedBytes;
    this.#silent = lives && isFresh ? 0 : this.#silent + 1;
    if (this.#silent === 0) return 'works';
    return this.#silent >= MOST_SILENT ? 'dead' : 'silent';
  }

  /** Starts again, for another tunnel. */
  reset(): void {
    this.#receivedBytes = undefined;
    this.#silent = 0;
  }
}
