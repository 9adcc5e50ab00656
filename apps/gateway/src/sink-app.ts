import type { App } from '@portkeep/app-host';
import { deriveCredentialKey } from '@portkeep/pia-lease';
import { systemClock } from '@portkeep/port-lease';
import type { EntriesOf, SinkApp } from '@portkeep/port-sinks';
import type { SINK_KINDS } from './sink-kinds.ts';
import type { GatewayStateKeeper } from './state/gateway-state.ts';
import type { GatewayVariables } from './variables.ts';

/** qBittorrent's preferences include its lists of blocked addresses. */
const MOST_REPLY_BYTES = 16_777_216;

/** The gateway as its sinks see it. */
export function sinkApp(
  { log, environment }: Pick<App<GatewayVariables>, 'log' | 'environment'>,
  state: GatewayStateKeeper,
): SinkApp<EntriesOf<typeof SINK_KINDS>> {
  return {
    name: 'gateway',
    log,
    environment,
    clock: systemClock,
    maxReplyBytes: MOST_REPLY_BYTES,
    memory: {
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
