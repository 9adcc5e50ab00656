import { onceDispatcher } from './once-dispatcher.ts';

/** The part of Deno's own interface that is used here. */
interface DenoHttp {
  createHttpClient?: (options: { poolMaxIdlePerHost: number }) => { close(): void };
}

/** Options that only one runtime knows; the others ignore them. */
export interface FreshConnection {
  /**
   * Bun opens a new connection for `false`. In the other runtimes it is the default and changes nothing.
   */
  readonly keepalive: false;
  /** Deno's client for one request. */
  readonly client?: object;
  /** Node's way to the network. */
  readonly dispatcher?: object | undefined;
}

/**
 * Options of `fetch` for a request that must not be sent twice.
 *
 * Over a connection that an earlier request left open, Deno sends every request again when the server
 * resets the connection, and Bun every GET, although the server may have carried it out already. A new
 * connection is never used twice. Node.js sends a request again after the status 421.
 *
 * @returns The options, and what to call when the reply has begun.
 */
export function freshConnection(): { options: FreshConnection; release: () => void } {
  const deno: DenoHttp | undefined = Reflect.get(globalThis, 'Deno');
  const client = deno?.createHttpClient?.({ poolMaxIdlePerHost: 0 });
  if (client !== undefined) {
    return { options: { keepalive: false, client }, release: () => client.close() };
  }
  return { options: { keepalive: false, dispatcher: onceDispatcher() }, release: () => {} };
}
