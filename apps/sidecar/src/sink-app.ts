import type { App } from '@portkeep/app-host';
import { systemClock } from '@portkeep/port-lease';
import type { SinkApp } from '@portkeep/port-sinks';
import type { SidecarVariables } from './variables.ts';

/** qBittorrent's preferences are shorter; more would not fit into the sidecar's memory. */
const MOST_REPLY_BYTES = 4_194_304;

/**
 * The sidecar as its sinks see it. Nothing is kept across a restart: the next pod has other
 * neighbours, which do not know the port yet.
 *
 * @param onUpnpStopped qBittorrent may have deleted our mappings together with its own.
 */
export function sinkApp(
  { environment, log }: Pick<App<SidecarVariables>, 'environment' | 'log'>,
  onUpnpStopped?: () => void,
): SinkApp<Record<never, never>> {
  return {
    name: 'sidecar',
    log,
    environment,
    clock: systemClock,
    maxReplyBytes: MOST_REPLY_BYTES,
    onUpnpStopped,
  };
}
