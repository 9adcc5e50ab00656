import { networkFailure } from '@portkeep/testing';
import { MainDataStore } from '../src/main-data/main-data-store.ts';
import { QBittorrentSession } from '../src/session/session.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeSyncServer } from './fake-sync-server.ts';
import type { ServerMoment } from './server-moment.ts';
import { WHOLE_SERVER_STATE, WHOLE_TORRENT } from './whole-records.ts';

/** A torrent, as the server writes it. */
export const TORRENT = { ...WHOLE_TORRENT, name: 'a', state: 'downloading', progress: 0 };
/** What the server holds by default. */
export const MOMENT: ServerMoment = {
  torrents: { a1: TORRENT },
  categories: {},
  tags: ['x'],
  trackers: {},
  server_state: { ...WHOLE_SERVER_STATE, dht_nodes: 0, global_ratio: '-' },
};

/** A store, its server, and a clock that stops endless polling. */
export function start(moment: ServerMoment = MOMENT) {
  const server = new FakeSyncServer(moment);
  const clock = new FakeClock();
  clock.onDelay = atMost(20);
  const session = new QBittorrentSession({
    baseUrl: 'http://qbittorrent.test',
    auth: { username: 'admin', password: 'adminadmin' },
    transport: server.transport,
    clock,
  });
  const store = new MainDataStore(session, { clock });
  return { server, store, clock };
}

/** Ends endless polling. */
export function atMost(times: number): () => void {
  let left = times;
  return () => {
    left -= 1;
    if (left < 0) throw new Error('It polls forever');
  };
}

/** Makes something happen once and never again. */
export function once(action: () => void | Promise<void>): () => void | Promise<void> {
  let due = true;
  return () => {
    if (!due) return undefined;
    due = false;
    return action();
  };
}

/** A gate that stays shut until it is opened. */
export function door() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** A signal, and what aborts it. */
export function aborter() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason: unknown) => controller.abort(reason) };
}

/** A connection that fails. */
export function reset(): never {
  throw networkFailure('ECONNRESET');
}
