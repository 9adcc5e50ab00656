import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';
import { epochSeconds } from './epoch-seconds.ts';

/** How severe a message is: 1 normal, 2 information, 4 warning, 8 critical. */
export type LogMessageType = 1 | 2 | 4 | 8 | (number & {});

/** A line of qBittorrent's log (`log/main`). */
export interface LogMessage {
  /** Counts up from 0 at each start. */
  readonly id: number;
  /** The text, in the language of qBittorrent. */
  readonly message: string;
  /** Epoch seconds. Old versions report milliseconds; they are converted to seconds. */
  readonly timestamp: number;
  /** How severe it is. */
  readonly type: LogMessageType;
}

/** What {@link LogMessage} looks like on the wire; unknown keys pass. */
export const LogMessageSchema: v.GenericSchema<unknown, LogMessage> = v.looseObject({
  id: v.number(),
  message: v.string(),
  timestamp: epochSeconds,
  type: v.number(),
} satisfies EntriesOf<LogMessage>);
