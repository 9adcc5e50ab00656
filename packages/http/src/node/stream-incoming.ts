import type { IncomingMessage } from 'node:http';
import { watchedStream } from '../body/watched-stream.ts';
import type { Limit } from '../client/within-limit.ts';

/** What the stream belongs to. */
export interface StreamOptions {
  readonly limit: Limit;
  readonly onBytes?: ((count: number) => void) | undefined;
  readonly toFailure: (error: unknown) => Error;
}

/**
 * A body as a web stream. A module of its own, loaded when used: the apps read texts only, and web
 * streams cost memory.
 */
export function streamIncoming(
  incoming: IncomingMessage,
  { limit, onBytes, toFailure }: StreamOptions,
): ReadableStream<Uint8Array> {
  const stop = new AbortController();
  const release = limit.stayOpen();
  limit.onStop((reason) => stop.abort(reason));
  const pieces: AsyncIterator<Uint8Array> = incoming[Symbol.asyncIterator]();
  const source = {
    next: async () => {
      const { done, value } = await pieces.next();
      return done === true ? undefined : value;
    },
    cancel: () => void incoming.destroy(),
  };
  return watchedStream(source, { signal: stop.signal, onEnd: release, onBytes, toFailure });
}
