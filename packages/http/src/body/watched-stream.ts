import { toTransportFailure } from '../failure/to-transport-failure.ts';

/** Where the bytes come from. */
export interface ByteSource {
  /** The next piece; `undefined` at the end. */
  next(): Promise<Uint8Array | undefined>;
  /** Closes it; errors while closing are ignored. */
  cancel(reason: unknown): void;
}

/** What {@linkcode watchedStream} needs to know of the exchange. */
export interface WatchOptions {
  /** Aborts when the caller does, with the caller's reason. */
  readonly signal: AbortSignal;
  /** Called once, however the stream ends. */
  readonly onEnd: () => void;
  /** Called for each piece, with its size in bytes. */
  readonly onBytes?: ((count: number) => void) | undefined;
  /** Turns an error of the source into a failure. @default {toTransportFailure} */
  readonly toFailure?: ((error: unknown) => Error) | undefined;
}

/**
 * A stream that fails with the caller's reason after an abort and with a `TransportFailure` when the
 * connection breaks, whichever source it has.
 */
export function watchedStream(
  source: ByteSource,
  { signal, onEnd, onBytes, toFailure = toTransportFailure }: WatchOptions,
): ReadableStream<Uint8Array> {
  let hasEnded = false;
  /** Whether this is the end, and not something that comes after it. */
  const end = (): boolean => {
    if (hasEnded) return false;
    hasEnded = true;
    onEnd();
    return true;
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      // In addition to the source, which may not listen to the signal.
      const stop = () => {
        if (!end()) return;
        controller.error(signal.reason);
        source.cancel(signal.reason);
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    },
    async pull(controller) {
      try {
        const piece = await source.next();
        if (hasEnded) return;
        if (piece === undefined) {
          end();
          controller.close();
          return;
        }
        onBytes?.(piece.byteLength);
        controller.enqueue(piece);
      } catch (error) {
        if (end()) controller.error(toFailure(error));
      }
    },
    cancel(reason) {
      if (end()) source.cancel(reason);
    },
  });
}
