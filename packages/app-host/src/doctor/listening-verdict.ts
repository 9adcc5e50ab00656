import { type Finding, failed, passed, warned } from './finding.ts';
import type { QBittorrentPreferences } from './open-qbittorrent.ts';

/** What was seen of qBittorrent. */
export interface ListeningInput {
  /** What the app that sets the port is called. */
  readonly app: 'daemon' | 'sidecar';
  readonly version: string;
  readonly preferences: QBittorrentPreferences;
  readonly connectionStatus: string;
  readonly mode: 'listen' | 'announce';
  /** The port that should arrive, when it is known. */
  readonly port: number | undefined;
  /** Whether an app runs that should have set it. */
  readonly running: boolean;
}

/** Does qBittorrent listen, on the port that is forwarded? */
export function listeningVerdict(input: ListeningInput): Finding {
  const { app, version, preferences, connectionStatus, mode, port, running } = input;
  const { listen_port, announce_port = 0, current_network_interface: device } = preferences;
  const has = mode === 'listen' ? listen_port : announce_port;
  if (connectionStatus === 'disconnected') {
    const bound = device === '' ? '' : `; it is bound to the interface "${device}"`;
    return failed('qBittorrent does not listen', {
      cause: `its listener on port ${listen_port} is closed${bound}`,
      next: [
        'check that the interface in its advanced options exists and is up, or set it to any',
        'check that no other program holds the port',
      ],
    });
  }
  const verb = mode === 'listen' ? 'listens on' : 'announces';
  const headline = `qBittorrent ${version} ${verb} port ${has} (${connectionStatus})`;
  if (port !== undefined && has !== port) {
    const cause = `port ${port} is forwarded, and qBittorrent has ${has}`;
    if (!running) {
      return warned(headline, { cause, next: `start the ${app}: it sets the port` });
    }
    const next = `check in the ${app}’s log why it was not set, and that nothing else sets it`;
    return failed('qBittorrent has another port', { cause, next });
  }
  if (connectionStatus !== 'firewalled') return passed(headline);
  return warned(headline, {
    cause: 'no connection from outside was seen yet',
    next: [
      'with active torrents this takes a few minutes at most; then look at the firewall of the VPN container',
      'test the port from outside the VPN only: from inside it looks closed',
    ],
  });
}
