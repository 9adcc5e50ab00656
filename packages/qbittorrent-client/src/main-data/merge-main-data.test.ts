import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  RECORDED_VERSIONS,
  type RecordedVersion,
  recordedExchanges,
} from '../../test/recorded-exchange.ts';
import { anyMoment, deltaAnswer, shown, wholeAnswer } from '../../test/server-moment.ts';
import { WHOLE_SERVER_STATE, WHOLE_TORRENT } from '../../test/whole-records.ts';
import { QBittorrentError } from '../qbittorrent-error.ts';
import { MainDataSchema } from '../records/main-data.ts';
import { changeBetween, type RecordChanges } from './main-data-change.ts';
import { type MainDataState, noMainData } from './main-data-state.ts';
import { mergeMainData } from './merge-main-data.ts';

/** Merges what a server wrote, answer by answer. */
function merge(before: MainDataState, ...answers: readonly object[]): MainDataState {
  return answers.reduce<MainDataState>(
    (state, answer, index) =>
      mergeMainData(state, v.parse(MainDataSchema, { rid: index + 1, ...answer })),
    before,
  );
}

const TORRENT = { ...WHOLE_TORRENT, name: 'a', state: 'downloading', progress: 0 };
const SERVER_STATE = { ...WHOLE_SERVER_STATE, dht_nodes: 1, global_ratio: '0.67' };

const OF_EACH_ONE = {
  full_update: true,
  torrents: { a1: TORRENT },
  tags: ['x'],
  categories: { films: { name: 'films', savePath: '' } },
};

describe('mergeMainData', () => {
  test('mergeMainData ends with the state of the server, whichever answers led there', () => {
    const steps = fc.array(fc.tuple(anyMoment, fc.boolean()), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyMoment, steps, (first, rest) => {
        let moment = first;
        let state = merge(noMainData(), wholeAnswer(first));
        for (const [next, full] of rest) {
          state = merge(state, full ? wholeAnswer(next) : deltaAnswer(moment, next));
          moment = next;
          expect(state).toEqual(shown(moment));
        }
      }),
    );
  });

  test('mergeMainData merges the keys that changed into a torrent', () => {
    const state = merge(
      noMainData(),
      { full_update: true, torrents: { a1: TORRENT, b2: TORRENT } },
      { torrents: { a1: { progress: 0.5 } } },
    );
    expect(state.torrents.get('a1')).toEqual({ ...TORRENT, hash: 'a1', progress: 0.5 });
    expect(state.torrents.get('b2')).toEqual({ ...TORRENT, hash: 'b2' });
  });

  test('mergeMainData keeps the objects of what did not change, also when everything was sent again', () => {
    const full = {
      full_update: true,
      torrents: { a1: TORRENT, b2: TORRENT },
      categories: { films: { name: 'films', savePath: '' } },
      tags: ['x'],
      trackers: { 'http://t.test': ['b2', 'a1'] },
      server_state: SERVER_STATE,
    };
    const before = merge(noMainData(), full);
    const after = merge(before, {
      ...full,
      torrents: { a1: TORRENT, b2: { ...TORRENT, progress: 1 } },
      trackers: { 'http://t.test': ['a1', 'b2'] },
    });
    expect(after.torrents.get('a1')).toBe(before.torrents.get('a1'));
    expect(after.torrents.get('b2')).not.toBe(before.torrents.get('b2'));
    expect(after.tags).toBe(before.tags);
    expect(after.serverState).toBe(before.serverState);
    expect(changeBetween(before, after)).toMatchObject({
      torrents: { added: [], changed: [{ keys: ['progress'] }], removed: [] },
      trackers: { changed: [] },
    });
  });

  test('mergeMainData forgets the keys that are gone when everything is sent again', () => {
    const whole = { full_update: true, torrents: { a1: { ...TORRENT, comment: 'c' } } };
    const before = merge(noMainData(), whole);
    const after = merge(before, { full_update: true, torrents: { a1: TORRENT } });
    expect(after.torrents.get('a1')).not.toHaveProperty('comment');
    expect(changeBetween(before, after).torrents.changed).toMatchObject([{ keys: ['comment'] }]);
  });

  test('mergeMainData keeps the same map objects when nothing changed', () => {
    const before = merge(noMainData(), { full_update: true, torrents: { a1: TORRENT } });
    const after = merge(before, {});
    expect(after.torrents).toBe(before.torrents);
    expect(changeBetween(before, after).isEmpty).toBe(true);
  });

  test('mergeMainData leaves out a part of a record that never came in full', () => {
    const state = merge(
      noMainData(),
      { full_update: true },
      { torrents: { a1: { progress: 1 } }, server_state: { dht_nodes: 1 } },
    );
    expect(state).toEqual({ ...noMainData(), problems: [expect.any(QBittorrentError)] });
    expect(state.problems[0]?.message).toContain('torrents.a1.name');
  });

  test('mergeMainData does not modify the previous state', () => {
    const before = merge(noMainData(), OF_EACH_ONE);
    const copy = structuredClone(before);
    merge(before, { torrents_removed: ['a1'], tags_removed: ['x'], categories_removed: ['films'] });
    expect(before).toEqual(copy);
  });
});

describe('changeBetween', () => {
  test('changeBetween returns all that turns one moment into another', () => {
    fc.assert(
      fc.property(anyMoment, anyMoment, (first, second) => {
        const before = merge(noMainData(), wholeAnswer(first));
        const after = merge(noMainData(), wholeAnswer(second));
        const change = changeBetween(before, after);
        expect(change.isEmpty).toBe(isSame(first, second));
        const torrents = apply(before.torrents, change.torrents, ({ hash }) => hash);
        expect(torrents).toEqual(after.torrents);
        const trackers = apply(before.trackers, change.trackers, ({ url }) => url);
        expect(trackers).toEqual(after.trackers);
        const { added, removed } = change.tags;
        const tags = new Set([...before.tags, ...added]);
        for (const tag of removed) tags.delete(tag);
        expect(tags).toEqual(after.tags);
        expect(change.serverState?.after ?? before.serverState).toEqual(after.serverState);
      }),
    );
  });

  test('changeBetween names the keys that changed', () => {
    const before = merge(noMainData(), { full_update: true, server_state: SERVER_STATE });
    const after = merge(before, { server_state: { dht_nodes: 2, global_ratio: '0.67' } });
    expect(changeBetween(before, after).serverState).toEqual({
      before: before.serverState,
      after: after.serverState,
      keys: ['dht_nodes'],
    });
  });
});

function isSame(first: Parameters<typeof shown>[0], second: Parameters<typeof shown>[0]): boolean {
  const [one, other] = [deltaAnswer(first, second), deltaAnswer(second, first)];
  const { trackers: _, ...rest } = { ...one, ...other };
  const trackers = [first, second].map((moment) =>
    JSON.stringify([...shown(moment).trackers].sort()),
  );
  return Object.keys(rest).length === 0 && trackers[0] === trackers[1];
}

/** Checks the state that a change started from, and applies the change. */
function apply<T>(
  before: ReadonlyMap<string, T>,
  { added, changed, removed }: RecordChanges<T>,
  keyOf: (record: T) => string,
): Map<string, T> {
  const after = new Map(before);
  for (const record of removed) {
    expect(before.get(keyOf(record))).toBe(record);
    after.delete(keyOf(record));
  }
  for (const record of added) {
    expect(before.has(keyOf(record))).toBe(false);
    after.set(keyOf(record), record);
  }
  for (const { before: was, after: is, keys } of changed) {
    expect(before.get(keyOf(was))).toBe(was);
    expect(keys).not.toEqual([]);
    after.set(keyOf(is), is);
  }
  return after;
}

/** What a real server answered. */
function recorded(version: RecordedVersion, ...names: readonly string[]) {
  return names.map((name) => {
    const found = recordedExchanges(version).find((exchange) => exchange.name === name);
    if (found === undefined) throw new Error(`${version} has no exchange ${name}`);
    return JSON.parse(found.response.body);
  });
}

/** Fields that keep counting while nothing happens. */
const MOVING =
  /^(time_active|reannounce|eta|seen_complete|progress|availability)$|amount|completed|downloaded|speed/;

describe('what real servers answered', () => {
  test.each(RECORDED_VERSIONS)(
    'the changes that a real server sent add up to what %s answers when asked for everything',
    (version) => {
      const deltas = recorded(version, 'maindata-full', 'maindata-delta', 'maindata-delta2');
      const merged = merge(noMainData(), ...deltas);
      const asked = merge(noMainData(), ...recorded(version, 'maindata-badrid'));
      expect(merged.torrents.size).toBe(2);
      const { torrents, categories, tags, trackers } = changeBetween(merged, asked);
      const nothing = { added: [], changed: [], removed: [] };
      expect({ categories, trackers }).toEqual({ categories: nothing, trackers: nothing });
      expect(tags).toEqual({ added: [], removed: [] });
      expect(torrents).toMatchObject({ added: [], removed: [] });
      // The two were not answered at the same moment.
      const keys = torrents.changed.flatMap((change) => change.keys);
      expect(keys.filter((key) => !MOVING.test(key))).toEqual([]);
    },
  );

  test('a torrent that a real server removed is forgotten', () => {
    const names = ['maindata-full-dl', 'maindata-delta-dl', 'maindata-removed'];
    const [full, delta, removed] = recorded('5.2.3', ...names);
    const before = merge(noMainData(), full, delta);
    expect([before.torrents.size, before.trackers.size]).toEqual([1, 1]);
    const after = merge(before, removed);
    expect([after.torrents.size, after.trackers.size]).toEqual([0, 0]);
    expect(changeBetween(before, after).torrents.removed).toEqual([...before.torrents.values()]);
  });
});
