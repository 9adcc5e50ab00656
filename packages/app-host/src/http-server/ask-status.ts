import type { Transport } from '@portkeep/http';
import * as v from 'valibot';
import type { ListenAddress } from '../environment/kinds/listen-address.ts';
import { addressesToAsk } from './addresses-to-ask.ts';
import { strangerIn } from './stranger-in.ts';

/** What answered at `HTTP_LISTEN`, if anything did. */
export interface StatusAnswer<T> {
  readonly status?: T | undefined;
  /** What answered instead of this container's instance, in words. */
  readonly stranger?: string | undefined;
}

/** Options of {@linkcode askStatus}. */
export interface AskStatusOptions<T> {
  /** The app's name. */
  readonly app: string;
  readonly listen: ListenAddress;
  /** What to read of the status page. */
  readonly schema: v.GenericSchema<unknown, T>;
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 2_000;

/** Asks the instance of this container. Containers that share a network also share its addresses. */
export async function askStatus<T>({
  app,
  listen,
  schema,
  transport,
  signal,
}: AskStatusOptions<T>): Promise<StatusAnswer<T>> {
  const ofApp = v.pipe(v.string(), v.parseJson(), v.looseObject({ app: v.literal(app) }));
  let stranger: string | undefined;
  for (const address of listen === 'off' ? [] : addressesToAsk(listen)) {
    try {
      const request = { method: 'GET', url: `http://${address}/status`, headers: {} };
      const reply = await transport(request, { timeoutMs: TIMEOUT_MS, signal });
      const other = strangerIn(reply.headers, app, address);
      if (other === undefined) return { status: v.parse(schema, v.parse(ofApp, reply.body)) };
      stranger = other;
    } catch {
      signal.throwIfAborted();
    }
  }
  return { stranger };
}
