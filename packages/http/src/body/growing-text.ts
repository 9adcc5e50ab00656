import { TransportFailure } from '../failure/transport-failure.ts';

/**
 * Collects a body in one buffer that doubles up to the limit, so that a body in small pieces needs no
 * more memory than the same body in one. (A list of 300 000 one-byte pieces takes over 100 MiB.)
 */
export class GrowingText {
  readonly #maxBytes: number;
  #bytes: Uint8Array = new Uint8Array(0);
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  /** @throws {TransportFailure} `too-large` past the limit. */
  append(piece: Uint8Array): void {
    const size = this.#size + piece.byteLength;
    const maxBytes = this.#maxBytes;
    if (size > maxBytes) {
      const code = 'ERR_REPLY_TOO_LARGE';
      throw new TransportFailure('too-large', { code, maybeSent: true, maxBytes });
    }
    if (this.#size === 0) {
      // Most bodies come in one piece, which need not be copied.
      this.#bytes = piece;
    } else {
      if (size > this.#bytes.byteLength) {
        const doubled = Math.max(2 * this.#bytes.byteLength, 1024);
        const larger = new Uint8Array(Math.max(Math.min(doubled, maxBytes), size));
        larger.set(this.#bytes.subarray(0, this.#size));
        this.#bytes = larger;
      }
      this.#bytes.set(piece, this.#size);
    }
    this.#size = size;
  }

  /** The body, decoded as UTF-8. */
  toString(): string {
    return new TextDecoder().decode(this.#bytes.subarray(0, this.#size));
  }
}
