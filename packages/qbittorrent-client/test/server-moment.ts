import fc from 'fast-check';
import { WHOLE_SERVER_STATE, WHOLE_TORRENT } from './whole-records.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a server holds, as it writes it. */
export interface ServerMoment {
  readonly torrents: Readonly<Record<string, Fields>>;
  readonly categories: Readonly<Record<string, Fields>>;
  readonly tags: readonly string[];
  readonly trackers: Readonly<Record<string, readonly string[]>>;
  readonly server_state: Fields;
}

function constants(fields: Fields) {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, fc.constant(value)]),
  );
}

/** Few keys, so that things come, change, go and come again. */
const torrent: fc.Arbitrary<Fields> = fc.record({
  ...constants(WHOLE_TORRENT),
  name: fc.constantFrom('a', 'b'),
  state: fc.constantFrom('downloading', 'stalledUP', 'pausedDL'),
  progress: fc.constantFrom(0, 0.5, 1),
  dlspeed: fc.nat(2),
  private: fc.constantFrom(null, true, false),
});
const hash = fc.constantFrom('a1', 'b2', 'c3', 'd4');
const name = fc.constantFrom('films', 'films/old', 'constructor', '__proto__');
const categories = fc
  .uniqueArray(fc.tuple(name, fc.constantFrom('', '/x'), fc.integer({ min: -2, max: 1 })), {
    selector: ([key]) => key,
  })
  .map((list) =>
    Object.fromEntries(
      list.map(([key, savePath, ratio]) => [key, { name: key, savePath, ratio_limit: ratio }]),
    ),
  );

/** Any moment of any server. */
export const anyMoment: fc.Arbitrary<ServerMoment> = fc.record({
  torrents: fc.dictionary(hash, torrent, { noNullPrototype: true }),
  categories,
  tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z w')),
  trackers: fc.dictionary(
    fc.constantFrom('http://t.test/announce', 'udp://u.test:1'),
    fc.uniqueArray(hash, { minLength: 1 }),
    { noNullPrototype: true },
  ),
  server_state: fc.record({
    ...constants(WHOLE_SERVER_STATE),
    connection_status: fc.constantFrom('connected', 'firewalled'),
    dht_nodes: fc.nat(2),
    dl_info_data: fc.constant(0),
    dl_info_speed: fc.nat(2),
    up_info_data: fc.constant(0),
    up_info_speed: fc.constant(0),
    global_ratio: fc.constantFrom('-', '0.67', '1.50'),
  }),
});

type Wire = Readonly<Record<string, unknown>>;

/** All of it, as an answer; what is empty is left out. */
export function wholeAnswer(moment: ServerMoment): Wire {
  return { full_update: true, ...filled({ ...moment }) };
}

/** What changed, as an answer. */
export function deltaAnswer(before: ServerMoment, after: ServerMoment): Wire {
  return filled({
    torrents: changedRecords(before.torrents, after.torrents),
    torrents_removed: missing(before.torrents, after.torrents),
    categories: changedRecords(before.categories, after.categories),
    categories_removed: missing(before.categories, after.categories),
    tags: after.tags.filter((tag) => !before.tags.includes(tag)),
    tags_removed: before.tags.filter((tag) => !after.tags.includes(tag)),
    trackers: Object.fromEntries(
      Object.entries(after.trackers).filter(
        ([url, hashes]) => String(own(before.trackers, url)) !== String(hashes),
      ),
    ),
    trackers_removed: missing(before.trackers, after.trackers),
    server_state: changedFields(before.server_state, after.server_state),
  });
}

/** The same as a store should show it. */
export function shown(moment: ServerMoment) {
  const { torrents, trackers, server_state } = moment;
  const ratio = String(server_state.global_ratio);
  return {
    torrents: new Map(
      Object.entries(torrents).map(([key, fields]) => [key, { ...fields, hash: key }]),
    ),
    categories: new Map(Object.entries(moment.categories)),
    tags: new Set(moment.tags),
    trackers: new Map(
      Object.entries(trackers).map(([url, hashes]) => [url, { url, hashes: [...hashes].sort() }]),
    ),
    serverState: { ...server_state, global_ratio: ratio === '-' ? null : Number(ratio) },
    problems: [],
  };
}

function filled(parts: Readonly<Record<string, object>>): Wire {
  return Object.fromEntries(
    Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0),
  );
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function missing(before: object, after: object): string[] {
  return Object.keys(before).filter((key) => !Object.hasOwn(after, key));
}

function changedRecords(
  before: Readonly<Record<string, Fields>>,
  after: Readonly<Record<string, Fields>>,
) {
  const changed = Object.entries(after).map(
    ([key, fields]) => [key, changedFields(own(before, key) ?? {}, fields)] as const,
  );
  return Object.fromEntries(changed.filter(([, fields]) => Object.keys(fields).length > 0));
}

function changedFields(before: Fields, after: Fields | null): Fields {
  return Object.fromEntries(
    Object.entries(after ?? {}).filter(([key, value]) => before[key] !== value),
  );
}
