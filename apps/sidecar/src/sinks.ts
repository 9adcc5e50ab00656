import type { App } from '@portkeep/app-host';
import type { PortSink } from '@portkeep/port-lease';
import {
  commandHook,
  dataFileSink,
  type PortAnnouncement,
  portFileSink,
} from '@portkeep/port-sinks';
import type { SidecarVariables } from './variables.ts';

/** What is read of qBittorrent: its preferences; more would not fit into the sidecar’s memory. */
export const MOST_QBITTORRENT_BYTES = 4_194_304;

/** Everything that gets the port. */
export interface Sinks {
  readonly all: readonly PortSink<PortAnnouncement>[];
  /** Names of the sinks without which the sidecar is not ready: its own files. */
  readonly own: readonly string[];
  /** A person asked: refused logins may be tried again. */
  allowLogins(): void;
}

/**
 * Builds the sinks that the configuration names; qBittorrent's code is loaded only when it is.
 *
 * @param onUpnpStopped qBittorrent may have deleted our mappings together with its own.
 */
export async function createSinks(
  { values, environment, log }: Pick<App<SidecarVariables>, 'values' | 'environment' | 'log'>,
  onUpnpStopped?: () => void,
): Promise<Sinks> {
  const { portFile, portDataFile, onPortChange, portFileOnLoss: onLoss } = values;
  const mode = values.portFileMode;
  const files: PortSink<PortAnnouncement>[] = [];
  if (portFile !== undefined) files.push(portFileSink({ path: portFile, mode, onLoss, log }));
  if (portDataFile !== undefined) files.push(dataFileSink({ path: portDataFile, mode, log }));
  const own = files.map(({ name }) => name);
  const all = [...files];
  if (onPortChange !== undefined) {
    // Nothing is kept over a restart: the next pod has other neighbours, which have not been told.
    all.push(commandHook({ command: onPortChange, environment, log }));
  }
  if (values.qbittorrentHost === undefined) return { all, own, allowLogins() {} };

  const { qbittorrentSink } = await import('@portkeep/port-sinks/qbittorrent');
  const maxBytes = MOST_QBITTORRENT_BYTES;
  const qbittorrent = qbittorrentSink({ values, maxBytes, log, onUpnpStopped });
  return { all: [...all, qbittorrent], own, allowLogins: () => qbittorrent.allowLogin() };
}
