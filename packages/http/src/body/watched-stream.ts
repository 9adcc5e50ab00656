import { toTransportFailure } from '../failure/to-transport-failure.ts';

/** Where the bytes come from. */
export interface ByteSource {
  /** The next piece; `undefined` at the end. */
  next(): Promise<Uint8Array | undefined>;
  /** Closes it. Its own complaints are not of interest any more. */
  cancel(reason: unknown): void;
}

/** What {@linkcode watchedStream} needs to know of the exchange. */
export interface WatchOptions {
  /** Aborts when the caller does, with the caller's reason. */
  readonly signal: AbortSignal;
  /** Called once, when the stream has ended in whichever way. */
  readonly onEnd: () => void;
  /** Called for each piece, with its size in bytes. */
  readonly onBytes?: ((count: number) => void) | undefined;
  /** Makes a failure of what the source broke with. @default {toTransportFailure} */
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
  return new ReadableStream<Uint8Array>({
    start(controller) {
      // Besides the source, which may not listen to the signal.
      const stop = () => {
        controller.error(signal.reason);
        onEnd();
        source.cancel(signal.reason);
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    },
    async pull(controller) {
      try {
        const piece = await source.next();
        if (signal.aborted) return;
        if (piece === undefined) {
          onEnd();
          controller.close();
          return;
        }
        onBytes?.(piece.byteLength);
        controller.enqueue(piece);
      } catch (error) {
        onEnd();
        if (!signal.aborted) controller.error(toFailure(error));
      }
    },
    cancel(reason) {
      onEnd();
      source.cancel(reason);
    },
  });
}
