import { expect, test } from 'vitest';
import { MOMENT, start, TORRENT } from '../../test/store-of-fake-server.ts';
import type { MainDataChange } from './main-data-change.ts';

const ODD = { ...TORRENT, progress: null };
const { progress: _, ...INCOMPLETE } = TORRENT;

test.each([
  ['an odd field', ODD, 'torrents.b2.progress'],
  ['a field missing', INCOMPLETE, 'torrents.b2.progress'],
  ['no fields at all', null, 'torrents.b2'],
])('a torrent with %s is named, and the store follows the others', async (_, odd, place) => {
  const torrents = { a1: TORRENT, b2: odd as typeof TORRENT, c3: TORRENT };
  const { server, store } = start({ ...MOMENT, torrents });
  const first = await store.update();
  expect(first.torrents.added.map(({ hash }) => hash)).toEqual(['a1', 'c3']);
  expect(first.problems[0]?.message).toContain(`the known form (${place})`);
  expect(first.problems[0]?.code).toBe('QBT_UNEXPECTED_RESPONSE');

  server.moment = { ...MOMENT, torrents: { ...torrents, c3: { ...TORRENT, progress: 0.5 } } };
  const second = await store.update();
  expect(second).toMatchObject({
    problems: [],
    torrents: { changed: [{ after: { hash: 'c3', progress: 0.5 } }], removed: [] },
  });
  expect(server.asked).toEqual([0, 1]);
});

test('more odd torrents than a message names are reported in one problem, which has all places', async () => {
  const hashes = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'];
  const torrents = Object.fromEntries(
    hashes.map((hash) => [hash, ODD as unknown as typeof TORRENT]),
  );
  const { store } = start({ ...MOMENT, torrents });
  const { problems } = await store.update();
  expect(problems.map(({ places }) => places)).toEqual([
    hashes.map((hash) => `torrents.${hash}.progress`),
  ]);
});

test('a known torrent with an odd field keeps what that field was, and follows the rest', async () => {
  const { server, store } = start({ ...MOMENT, torrents: { a1: { ...TORRENT, progress: 0.5 } } });
  await store.update();
  server.moment = { ...MOMENT, torrents: { a1: { ...ODD, state: 'stalledUP' } } };
  const change = await store.update();
  expect(change.problems).toHaveLength(1);
  expect(store.torrents.get('a1')).toMatchObject({ progress: 0.5, state: 'stalledUP' });

  // Also when everything is sent again.
  for (const a1 of [{ ...ODD, state: 'stalledUP' }, null as unknown as typeof TORRENT]) {
    server.restart();
    server.moment = { ...MOMENT, torrents: { a1 } };
    const again = await store.update();
    expect(again.torrents.removed).toEqual([]);
    expect(again.problems).toHaveLength(1);
    expect(store.torrents.get('a1')).toMatchObject({ progress: 0.5, state: 'stalledUP' });
  }

  server.moment = { ...MOMENT, torrents: { a1: { ...TORRENT, progress: 1 } } };
  expect((await store.update()).problems).toEqual([]);
  expect(store.torrents.get('a1')).toMatchObject({ progress: 1 });
});

test('an odd record is reported to the call that asks for that, and does not end the polling', async () => {
  const { server, store } = start();
  const reported: string[] = [];
  server.moment = { ...MOMENT, torrents: { b2: ODD } };
  await store.update({ onOddRecords: ({ message }) => reported.push(message) });
  expect(reported).toEqual([expect.stringContaining('torrents.b2.progress')]);

  server.moment = { ...MOMENT, torrents: { b2: { ...ODD, name: 'b' } }, tags: ['y'] };
  const changes: MainDataChange[] = [];
  for await (const change of store.changes()) {
    changes.push(change);
    break;
  }
  expect(changes).toMatchObject([{ isEmpty: false, tags: { added: ['y'] } }]);
});
