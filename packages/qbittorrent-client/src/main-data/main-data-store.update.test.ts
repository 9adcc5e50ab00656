import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { anyMoment, shown } from '../../test/server-moment.ts';
import { MOMENT, once, reset, start, TORRENT } from '../../test/store-of-fake-server.ts';

describe('MainDataStore.update', () => {
  test('MainDataStore.update asks for everything, then for what changed', async () => {
    const { server, store } = start();
    expect(store.serverState).toBeUndefined();
    const first = await store.update();
    expect(first).toMatchObject({ isEmpty: false, torrents: { added: [{ hash: 'a1' }] } });
    server.moment = { ...MOMENT, torrents: { a1: { ...TORRENT, progress: 1 } } };
    const second = await store.update();
    expect(second.torrents.changed).toMatchObject([{ after: { progress: 1 }, keys: ['progress'] }]);
    expect((await store.update()).isEmpty).toBe(true);
    expect(server.asked).toEqual([0, 1, 2]);
    expect(store.state).toEqual(shown(server.moment));
    expect(store.torrents).toBe(store.state.torrents);
    expect(store.categories).toBe(store.state.categories);
    expect(store.tags).toBe(store.state.tags);
    expect(store.trackers).toBe(store.state.trackers);
  });

  test('MainDataStore.update gets everything again from a new session, and reports only what changed', async () => {
    const { server, store } = start();
    await store.update();
    server.restart();
    server.moment = { ...MOMENT, tags: ['y'] };
    const change = await store.update();
    expect(change.torrents).toEqual({ added: [], changed: [], removed: [] });
    expect(change.tags).toEqual({ added: ['y'], removed: ['x'] });
    expect(server.asked).toEqual([0, 1]);
  });

  test('MainDataStore.update keeps what it has when a request fails, and then asks for everything', async () => {
    const { server, store } = start();
    await store.update();
    server.moment = { ...MOMENT, tags: ['y'] };
    server.onQuestion = once(reset);
    expect((await caught(store.update())).code).toBe('QBT_UNREACHABLE');
    expect(store.tags).toEqual(new Set(['x']));
    await store.update();
    expect(store.tags).toEqual(new Set(['y']));
    expect(server.asked).toEqual([0, 0]);
  });

  test('MainDataStore.update asks for everything when an answer was lost', async () => {
    const { server, store } = start();
    await store.update();
    server.moment = { ...MOMENT, torrents: { a1: { ...TORRENT, state: 'stoppedUP' } } };
    server.onAnswer = once(reset);
    await caught(store.update());
    server.moment = {
      ...MOMENT,
      torrents: { a1: { ...TORRENT, state: 'stoppedUP', progress: 1 } },
    };
    await store.update();
    expect(store.state).toEqual(shown(server.moment));
    expect(server.asked).toEqual([0, 1, 0]);
  });

  test('MainDataStore.update asks for everything when another program asked in the same session', async () => {
    const { server, store } = start();
    await store.update();
    server.askElsewhere(1);
    server.moment = { ...MOMENT, torrents: {} };
    server.askElsewhere(0);
    const change = await store.update();
    expect(change.torrents.removed).toMatchObject([{ hash: 'a1' }]);
    expect(server.asked).toEqual([0, 1, 0, 1, 0]);
  });

  test('MainDataStore.update ends with the state of the server, whatever happened on the way', async () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('change' as const), moment: anyMoment }),
      fc.record({ kind: fc.constantFrom('update', 'lost', 'fails', 'restart', 'other') }),
      fc.record({ kind: fc.constant('elsewhere' as const), rid: fc.nat(4) }),
    );
    await fc.assert(
      fc.asyncProperty(anyMoment, fc.array(event, { maxLength: 20 }), async (first, events) => {
        const { server, store } = start(first);
        for (const each of events) {
          if ('moment' in each) server.moment = each.moment;
          else if ('rid' in each) server.askElsewhere(each.rid);
          else if (each.kind === 'restart') server.restart();
          else if (each.kind === 'update') await store.update();
          else {
            if (each.kind === 'lost') server.onAnswer = once(reset);
            else server.onQuestion = once(reset);
            await caught(store.update());
          }
        }
        await store.update();
        expect(store.state).toEqual(shown(server.moment));
      }),
    );
  });
});
