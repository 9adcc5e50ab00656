import { systemClock } from '@portkeep/port-lease';
import { recordedLog } from '@portkeep/testing/recorded-log';
import type { SinkApp } from '../src/sink-kind.ts';

/** An app without a state, as its sinks see it. */
export function sinkApp(changes: Partial<SinkApp> = {}): SinkApp {
  return {
    name: 'daemon',
    log: recordedLog().log,
    environment: {},
    clock: systemClock,
    maxReplyBytes: 4_194_304,
    ...changes,
  };
}
