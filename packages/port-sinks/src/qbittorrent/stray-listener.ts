import type { QBittorrentPortMode } from './qbittorrent-variables.ts';

/** Where qBittorrent listens, and where a gateway sends incoming connections. */
export interface ListenerPlace {
  readonly mode: QBittorrentPortMode;
  /** The port that it listens on or will listen on; 0 means a random one. */
  readonly listens: number;
  /** The port that the mapping leads to, if there is a mapping. */
  readonly internalPort: number | undefined;
}

/** Why a mapping may not lead to a listener, and what to do about it. */
export interface StrayListener {
  readonly problem: string;
  readonly advice: string;
}

/**
 * A listener on another port than the mapping leads to. Only the user knows whether something on the
 * way translates the port, so it is not a failure.
 */
export function strayListener(place: ListenerPlace): StrayListener | undefined {
  const { mode, listens, internalPort } = place;
  if (internalPort === undefined || listens === internalPort) return undefined;
  const leads = `but the mapping leads to port ${internalPort} (INTERNAL_PORT)`;
  if (mode === 'listen') {
    return {
      problem: `QBITTORRENT_PORT_MODE=listen moves qBittorrent to port ${listens}, ${leads}`,
      advice: `set QBITTORRENT_PORT_MODE to announce (qBittorrent 5.1 or newer) and the listening port of qBittorrent to ${internalPort}, unless a DNAT leads from ${internalPort} to ${listens}`,
    };
  }
  if (listens === 0) {
    return {
      problem: `qBittorrent listens on a random port, ${leads}`,
      advice: `set the listening port of qBittorrent to ${internalPort}`,
    };
  }
  return {
    problem: `qBittorrent listens on port ${listens}, ${leads}`,
    advice: `set the listening port of qBittorrent to ${internalPort}, or INTERNAL_PORT to ${listens}, unless a hostPort, a published port or a DNAT leads from ${internalPort} to ${listens}`,
  };
}
