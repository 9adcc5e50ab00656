import { type AskStatusOptions, askStatus, type StatusAnswer } from '@portkeep/app-host';
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
export type DaemonAnswer = StatusAnswer<DaemonStatus>;

const text = v.nullable(v.string());
const schema: v.GenericSchema<unknown, DaemonStatus> = v.object({
  state: v.picklist(['starting', 'held', 'degraded', 'lost']),
  port: v.nullable(v.number()),
  expires_at: text,
  last_error: text,
  sinks: v.record(v.string(), v.object({ in_sync: v.boolean(), code: text, message: text })),
});

/** Asks the daemon of this container. */
export async function askDaemon(
  options: Omit<AskStatusOptions<DaemonStatus>, 'schema'>,
): Promise<DaemonAnswer> {
  return await askStatus({ ...options, schema });
}
