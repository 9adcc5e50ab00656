import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { numbers, switches } from '../../protocol/typed-params.ts';
import { listOf } from '../../records/list-of.ts';
import { type LogMessage, LogMessageSchema } from '../../records/log-message.ts';

/** Which messages to read. */
export interface LogMessagesInput {
  /** Normal ones. @default {true} */
  readonly normal?: boolean | undefined;
  /** Information. @default {true} */
  readonly info?: boolean | undefined;
  /** Warnings. @default {true} */
  readonly warning?: boolean | undefined;
  /** Critical ones. @default {true} */
  readonly critical?: boolean | undefined;
  /** Only those after this `id`. @default {-1} */
  readonly lastKnownId?: number | undefined;
}

/** qBittorrent's log since its start, oldest first; it keeps the last 20000 messages. */
export const main: Endpoint<LogMessagesInput | undefined, readonly LogMessage[]> = query(
  'log/main',
  {
    since: '2.0.0',
    does: 'read the log',
    params: ({ normal, info, warning, critical, lastKnownId }) => ({
      ...switches({ normal, info, warning, critical }),
      ...numbers({ last_known_id: lastKnownId }),
    }),
    optional: true,
    read: json(listOf(LogMessageSchema)),
  },
);
