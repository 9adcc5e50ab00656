import type { IncomingMessage } from 'node:http';
import { GrowingText } from '../body/growing-text.ts';
import type { ReadOptions } from '../body/read-options.ts';
import { failWith } from '../failure/fail-with.ts';

/** How a body is read here. */
interface FilteredReadOptions extends ReadOptions {
  /** The replacement for a piece. */
  readonly filter?: ((piece: Uint8Array) => Uint8Array) | undefined;
}

/** Reads a body as UTF-8; half a body is an error. */
export function readIncoming(
  incoming: IncomingMessage,
  { maxBytes, onBytes, filter }: FilteredReadOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const text = new GrowingText(maxBytes);
    let hasEnded = false;
    incoming.on('data', (piece: Uint8Array) => {
      try {
        text.append(filter ? filter(piece) : piece);
        onBytes?.(piece.byteLength);
      } catch (error) {
        reject(error);
        incoming.destroy();
      }
    });
    incoming.on('end', () => {
      hasEnded = true;
      resolve(text.toString());
    });
    incoming.on('error', reject);
    incoming.on('close', () => {
      // The error is created only when needed: that takes longer than reading a small body.
      if (!hasEnded) setImmediate(() => reject(failWith('ECONNRESET')));
    });
  });
}
