import { FRESH_MS } from './adoptable.ts';

/** What one look at the tunnel showed. */
export interface TunnelSample {
  /** Bytes that came through the tunnel since its key was set. */
  readonly receivedBytes: number;
  /** The time of the last handshake, by the wall clock; `undefined` if there was none. */
  readonly handshakeAt: number | undefined;
  /** Whether the tunnel's gateway took a connection; asked only if nothing else came. */
  readonly answered: boolean | undefined;
  /** When this was seen, in milliseconds of a clock that only goes forward. */
  readonly seenAt: number;
}

/** Looks in a row without a sign of life after which the tunnel counts as dead. */
const MOST_SILENT = 3;

/** Judges by samples whether a tunnel works. */
export class Watchdog {
  #receivedBytes: number | undefined;
  /** The age of a handshake counts from here on: the wall clock may be set meanwhile. */
  #handshake: { readonly at: number; readonly seenAt: number } | undefined;
  #silent = 0;

  /** Whether anything was received since the last sample, so that the gateway need not be asked. */
  grew(receivedBytes: number): boolean {
    return this.#receivedBytes !== undefined && receivedBytes > this.#receivedBytes;
  }

  /** Takes a sample; `dead` once the tunnel was silent for too long. */
  judge(sample: TunnelSample): 'works' | 'silent' | 'dead' {
    const { receivedBytes, answered } = sample;
    const lives = (this.grew(receivedBytes) || answered === true) && this.#isFresh(sample);
    this.#receivedBytes = receivedBytes;
    this.#silent = lives ? 0 : this.#silent + 1;
    if (this.#silent === 0) return 'works';
    return this.#silent >= MOST_SILENT ? 'dead' : 'silent';
  }

  /** Starts again, for another tunnel. */
  reset(): void {
    this.#receivedBytes = undefined;
    this.#handshake = undefined;
    this.#silent = 0;
  }

  #isFresh({ handshakeAt: at, seenAt }: TunnelSample): boolean {
    if (at === undefined) return false;
    if (this.#handshake?.at !== at) this.#handshake = { at, seenAt };
    return seenAt - this.#handshake.seenAt <= FRESH_MS;
  }
}
