import type { App } from '@portkeep/app-host';
import { deriveCredentialKey } from '@portkeep/pia-lease';
import { systemClock } from '@portkeep/port-lease';
import type { EntriesOf, SinkApp } from '@portkeep/port-sinks';
import type { SINK_KINDS } from './sink-kinds.ts';
import type { DaemonStateKeeper } from './state/daemon-state.ts';
import type { DaemonVariables } from './variables.ts';

/** qBittorrent's preferences include its lists of blocked addresses. */
const MOST_REPLY_BYTES = 16_777_216;

/**
 * The daemon as its sinks see it.
 *
 * @param state Where they save what must survive a restart.
 */
export function sinkApp(
  { log, environment }: Pick<App<DaemonVariables>, 'log' | 'environment'>,
  state?: DaemonStateKeeper,
): SinkApp<EntriesOf<typeof SINK_KINDS>> {
  return {
    name: 'daemon',
    log,
    environment,
    clock: systemClock,
    maxReplyBytes: MOST_REPLY_BYTES,
    memory: state && {
      get current() {
        return state.current;
      },
      update: (change) => state.update(change),
      async fingerprint(purpose, secret) {
        const key = await deriveCredentialKey(purpose, secret, state.current.salt);
        return key.fingerprint;
      },
    },
  };
}
