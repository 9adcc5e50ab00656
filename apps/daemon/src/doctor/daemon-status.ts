import { addressesToAsk, type ListenAddress, strangerIn } from '@portkeep/app-host';
import type { Transport } from '@portkeep/http';
import type { SinkReport } from '@portkeep/port-sinks';
import * as v from 'valibot';

/** What the running daemon reports at `/status`; only what doctor reads. */
export interface DaemonStatus {
  readonly state: 'starting' | 'held' | 'degraded' | 'lost';
  readonly port: number | null;
  readonly expires_at: string | null;
  readonly last_error: string | null;
  readonly sinks: Readonly<Record<string, SinkReport>>;
}

/** What answered at `HTTP_LISTEN`, if anything did. */
export interface DaemonAnswer {
  readonly status?: DaemonStatus | undefined;
  /** What answered instead of this container's daemon, in words. */
  readonly stranger?: string | undefined;
}

export interface AskDaemonOptions {
  readonly app: string;
  readonly listen: ListenAddress;
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 2_000;

/** Asks the daemon of this container. Containers that share a network also share its addresses. */
export async function askDaemon({
  app,
  listen,
  transport,
  signal,
}: AskDaemonOptions): Promise<DaemonAnswer> {
  let stranger: string | undefined;
  for (const address of listen === 'off' ? [] : addressesToAsk(listen)) {
    try {
      const request = { method: 'GET', url: `http://${address}/status`, headers: {} };
      const reply = await transport(request, { timeoutMs: TIMEOUT_MS, signal });
      const other = strangerIn(reply.headers, app, address);
      if (other === undefined) return { status: v.parse(statusOf(app), reply.body) };
      stranger = other;
    } catch {
      signal.throwIfAborted();
    }
  }
  return { stranger };
}

function statusOf(app: string): v.GenericSchema<unknown, DaemonStatus> {
  const text = v.nullable(v.string());
  return v.pipe(
    v.string(),
    v.parseJson(),
    v.object({
      app: v.literal(app),
      state: v.picklist(['starting', 'held', 'degraded', 'lost']),
      port: v.nullable(v.number()),
      expires_at: text,
      last_error: text,
      sinks: v.record(v.string(), v.object({ in_sync: v.boolean(), code: text, message: text })),
    }),
  );
}
