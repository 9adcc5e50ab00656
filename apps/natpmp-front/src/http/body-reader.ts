import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES } from '@portkeep/natpmp-http-api';

/** A client's body is about 70 bytes long: it is kept, however much others have sent. */
const SMALL_BYTES = 1_024;
/** For longer bodies, all requests together. */
const MOST_HELD_BYTES = 2 * MAX_BODY_BYTES;

/** Reads the bodies of requests, so that all of them together fit into a small container. */
export class BodyReader {
  #held = 0;

  /**
   * Reads a body up to the first byte beyond the limit; what follows is dropped.
   *
   * @param response holds the body's memory until it is closed.
   * @returns `undefined`, before its end, for a long body that arrives while others hold all the
   * memory for bodies.
   */
  async read(request: IncomingMessage, response: ServerResponse): Promise<Uint8Array | undefined> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    let held = 0;
    response.once('close', () => {
      this.#held -= held;
    });
    // Leaving the loop early must not close the connection: the refusal still has to be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (length > MAX_BODY_BYTES) continue;
      length += chunk.length;
      if (length > SMALL_BYTES) {
        if (this.#held + chunk.length > MOST_HELD_BYTES) return undefined;
        held += chunk.length;
        this.#held += chunk.length;
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES + 1);
  }
}
