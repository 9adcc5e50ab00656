import { maindata } from '../endpoints/sync/main-data.ts';
import type { QBittorrentError } from '../qbittorrent-error.ts';
import type { Category } from '../records/category.ts';
import type { MainData } from '../records/main-data.ts';
import type { ServerState } from '../records/server-state.ts';
import type { Torrent } from '../records/torrent.ts';
import type { RequestOptions } from '../request-options.ts';
import type { QBittorrentSession } from '../session/session.ts';
import { SingleFlight } from '../session/single-flight.ts';
import { systemWallClock, type WallClock } from '../wall-clock.ts';
import { changeBetween, type MainDataChange } from './main-data-change.ts';
import { type MainDataState, noMainData, type SyncTracker } from './main-data-state.ts';
import { mergeMainData } from './merge-main-data.ts';
import { type ChangesOptions, pollChanges } from './poll-changes.ts';
import { pollUntil, type Truthy, type UntilOptions } from './poll-until.ts';

/** The server counts in a circle: the last number is followed by 1. */
const LAST_RID = 1_000_000;

/** Options of {@link MainDataStore}. */
export interface MainDataStoreOptions {
  /** Time, for tests. @default {systemWallClock} */
  readonly clock?: WallClock | undefined;
}

/**
 * All torrents, categories, tags and trackers of one qBittorrent, kept up to date by asking only for
 * what changed (`sync/maindata`).
 *
 * It stays correct after a new login or a restart of the server, which then sends everything, and after
 * an answer that was lost or went to another program in the same session: it notices that, and asks for
 * everything. All programs with the same API key share one session: if they poll, give each a login of
 * its own, or each request costs two.
 *
 * @example
 * ```ts
 * import { MainDataStore, QBittorrentSession } from '@portkeep/qbittorrent-client';
 *
 * const server_state = {
 *   connection_status: 'connected', dht_nodes: 0, refresh_interval: 1500, queueing: true,
 *   use_alt_speed_limits: false, alltime_dl: 0, alltime_ul: 0, global_ratio: '0.67',
 *   dl_info_data: 0, dl_info_speed: 0, up_info_data: 0, up_info_speed: 0,
 * };
 * const answers = [
 *   { rid: 1, full_update: true, server_state, tags: ['linux'] },
 *   { rid: 2, tags: ['iso'], tags_removed: ['linux'] },
 * ];
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: JSON.stringify(answers.shift()) }),
 * });
 *
 * const store = new MainDataStore(session);
 * await store.update();
 * if (store.serverState?.global_ratio !== 0.67) throw new Error('another ratio');
 * for await (const { tags } of store.changes()) {
 *   if (tags.added[0] !== 'iso' || store.tags.has('linux')) throw new Error('other tags');
 *   break;
 * }
 * ```
 */
export class MainDataStore {
  readonly #session: Pick<QBittorrentSession, 'call'>;
  readonly #clock: WallClock;
  #questions = new SingleFlight();
  #state: MainDataState = noMainData();
  #rid = 0;
  /** Counts the requests that were sent. */
  #asked = 0;
  /** The last request that was answered, or failed. */
  #settled = 0;

  /**
   * Does no I/O.
   *
   * @param session The way to qBittorrent, e.g. `client.session`.
   */
  constructor(session: Pick<QBittorrentSession, 'call'>, options: MainDataStoreOptions = {}) {
    this.#session = session;
    this.#clock = options.clock ?? systemWallClock;
  }

  /** Everything, as of the last answer. Never changes; the next answer makes a new object. */
  get state(): MainDataState {
    return this.#state;
  }

  /** Torrents by hash. */
  get torrents(): ReadonlyMap<string, Torrent> {
    return this.#state.torrents;
  }

  /** Categories by name. */
  get categories(): ReadonlyMap<string, Category> {
    return this.#state.categories;
  }

  /** All tags. */
  get tags(): ReadonlySet<string> {
    return this.#state.tags;
  }

  /** Trackers by URL. */
  get trackers(): ReadonlyMap<string, SyncTracker> {
    return this.#state.trackers;
  }

  /** The state of the server; `undefined` before the first answer. */
  get serverState(): ServerState | undefined {
    return this.#state.serverState;
  }

  /**
   * Asks what changed, and merges it.
   *
   * One request is under way at a time. A call waits for the one before it, which may have been
   * sent too early to show what the caller did, and then asks; calls that wait at the same time
   * share one request, under the options of the first. An abort ends the wait of its own caller
   * alone.
   *
   * @returns What changed since the call.
   * @throws {QBittorrentError} Then all stays as it was, and the next call asks for everything.
   */
  async update(options: RequestOptions = {}): Promise<MainDataChange> {
    const before = this.#state;
    const due = this.#asked + 1;
    const ask = (signal: AbortSignal) => this.#ask({ ...options, signal });
    while (this.#settled < due) {
      try {
        await this.#questions.run(ask, options.signal);
      } catch (error) {
        options.signal?.throwIfAborted();
        if (this.#settled >= due) throw error;
      }
    }
    return changeBetween(before, this.#state);
  }

  /**
   * Polls, and yields what changed since the call or the change before, also in answers to other
   * calls. A program that takes them slowly gets fewer and bigger ones.
   */
  changes(options: ChangesOptions = {}): AsyncIterable<MainDataChange> {
    return pollChanges(this, this.#state, this.#clock, options);
  }

  /**
   * Polls until a condition is fulfilled, e.g. until a change of your own shows. qBittorrent
   * answers a call before that: since 5.0 names, limits, trackers and more are up to its
   * `refresh_interval` (1.5 seconds) late here, though not in `torrents.info`; that a torrent was
   * started or stopped is late in all versions, and there too.
   *
   * @param condition Looks at {@link MainDataStore.state}, first at one that was asked for after the
   * call. Fulfilled when it gives, or promises, anything but `false`, `null`, `undefined`, 0 or `''`.
   * @param options Give a signal: without one there is no end to a condition that never comes true.
   * @returns What the condition gave, e.g. a torrent that was waited for.
   * @throws {QBittorrentError} As `update` does.
   *
   * @example
   * ```ts
   * import type { MainDataStore, QBittorrentClient, Torrent } from '@portkeep/qbittorrent-client';
   *
   * async function addFile(client: QBittorrentClient, store: MainDataStore, file: File): Promise<Torrent> {
   *   const { added: [hash = ''] } = await client.torrents.add({ files: [file] });
   *   const signal = AbortSignal.timeout(10_000);
   *   return await store.until(({ torrents }) => torrents.get(hash), { signal });
   * }
   * ```
   */
  until<T>(
    condition: (state: MainDataState) => T | PromiseLike<T>,
    options: UntilOptions = {},
  ): Promise<Truthy<T>> {
    return pollUntil(this, condition, this.#clock, options);
  }

  async #ask(options: RequestOptions): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    try {
      const rid = this.#rid;
      // The server counts an answer that gets lost. Asked with the old number again, it leaves out a
      // part of that (since 5.2), or takes it for a number of a session that has begun meanwhile.
      this.#rid = 0;
      let unread: QBittorrentError[] = [];
      // One odd record must not keep the others from being followed.
      const onOddRecords = (error: QBittorrentError) => {
        unread = [error];
        options.onOddRecords?.(error);
      };
      const ask = (since: number) =>
        this.#session.call(maindata, { rid: since }, { ...options, onOddRecords });
      let data = await ask(rid);
      // It answered another program in between, and does not repeat here what it reported there.
      if (!isComplete(data, rid)) {
        unread = [];
        data = await ask(0);
      }
      this.#state = mergeMainData(this.#state, data, unread);
      this.#rid = data.rid;
    } finally {
      this.#settled = Math.max(this.#settled, question);
      // A finished request can no longer be joined, even if its callers have not been notified yet.
      if (question === this.#asked) this.#questions = new SingleFlight();
    }
  }
}

function isComplete(data: MainData, asked: number): boolean {
  return data.full_update === true || data.rid === (asked % LAST_RID) + 1;
}
