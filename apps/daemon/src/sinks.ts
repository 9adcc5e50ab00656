import type { App } from '@portkeep/app-host';
import type { PortSink } from '@portkeep/port-lease';
import {
  commandHook,
  dataFileSink,
  type PortAnnouncement,
  portFileSink,
} from '@portkeep/port-sinks';
import type { DaemonStateKeeper } from './state/daemon-state.ts';
import { refusedLogins } from './state/refused-logins.ts';
import { tunnelAddresses } from './state/tunnel-addresses.ts';
import type { DaemonVariables } from './variables.ts';

/** The sinks without which the daemon is not ready: its own files. */
export const OWN_SINKS = ['port-file', 'data-file'] as const;

/** What is read of qBittorrent: its preferences, which hold the lists of blocked addresses. */
export const MOST_QBITTORRENT_BYTES = 16_777_216;

/** Everything that gets the port. */
export interface Sinks {
  readonly all: readonly PortSink<PortAnnouncement>[];
  /** A person asked: refused logins may be tried again. */
  allowLogins(): void;
}

/** Builds the sinks that the configuration names; qBittorrent's code is loaded only when it is. */
export async function createSinks(
  app: App<DaemonVariables>,
  state: DaemonStateKeeper,
): Promise<Sinks> {
  const { values, environment, log } = app;
  const mode = values.portFileMode;
  const all: PortSink<PortAnnouncement>[] = [
    portFileSink({ path: values.portFile, mode, onLoss: values.portFileOnLoss, log }),
    dataFileSink({ path: values.portDataFile, mode, log }),
  ];
  if (values.onPortChange) {
    const delivered = {
      load: async () => state.current.hook_port,
      save: (port: number) => state.update({ hook_port: port }),
    };
    all.push(commandHook({ command: values.onPortChange, delivered, environment, log }));
  }
  if (!values.qbittorrentHost) return { all, allowLogins() {} };

  const { qbittorrentSink } = await import('@portkeep/port-sinks/qbittorrent');
  const delivered = {
    load: async () => state.current.binding,
    save: (binding: string) => state.update({ binding }),
  };
  const ownPort = {
    load: async () => state.current.own_port,
    save: (own_port: number | undefined) => state.update({ own_port }),
  };
  const qbittorrent = qbittorrentSink({
    values,
    maxBytes: MOST_QBITTORRENT_BYTES,
    log,
    refusedLogins: refusedLogins(state),
    delivered,
    ownPort,
    tunnelAddresses: tunnelAddresses(state),
  });
  all.push(qbittorrent);
  return { all, allowLogins: () => qbittorrent.allowLogin() };
}
