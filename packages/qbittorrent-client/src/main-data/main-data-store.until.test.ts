import { describe, expect, expectTypeOf, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { aborter, MOMENT, once, reset, start, TORRENT } from '../../test/store-of-fake-server.ts';
import type { Torrent } from '../records/torrent.ts';

describe('MainDataStore.until', () => {
  test('MainDataStore.until resolves with what the condition gives, as soon as the server shows it', async () => {
    const { server, store, clock } = start();
    const begin = clock.time;
    let waits = 0;
    clock.onDelay = () => {
      waits += 1;
      if (waits === 3) server.moment = { ...MOMENT, torrents: { b2: TORRENT } };
    };
    const torrent = await store.until(({ torrents }) => torrents.get('b2'));
    expectTypeOf(torrent).toEqualTypeOf<Torrent>();
    expect(torrent).toEqual({ ...TORRENT, hash: 'b2' });
    expect(clock.time - begin).toBe(3 * 250);
  });

  test('MainDataStore.until looks at a state that was asked for after the call', async () => {
    const { server, store } = start();
    await store.update();
    server.moment = { ...MOMENT, tags: [] };
    expect(await store.until(({ tags }) => !tags.has('x'))).toBe(true);
    expect(server.asked).toEqual([0, 1]);
  });

  test('MainDataStore.until goes on until what a condition promises is fulfilled', async () => {
    const { store } = start();
    let looks = 0;
    const found = await store.until(async () => ++looks === 3 && 'done');
    expectTypeOf(found).toEqualTypeOf<string>();
    expect([found, looks]).toEqual(['done', 3]);
  });

  test('MainDataStore.until waits between two requests as long as it is asked to', async () => {
    const { store, clock } = start();
    const begin = clock.time;
    let looks = 0;
    await store.until(() => ++looks === 4, { intervalMs: 1_000 });
    expect(clock.time - begin).toBe(3_000);
  });

  test.each([false, null, undefined, 0, ''])(
    'MainDataStore.until goes on when the condition gives %j',
    async (value) => {
      const { store } = start();
      let looks = 0;
      expect(await store.until(() => (++looks === 1 ? value : 'done'))).toBe('done');
    },
  );

  test('MainDataStore.until rejects with the reason of an abort, while it waits and while it asks', async () => {
    const reason = new Error('enough');
    for (const place of ['onDelay', 'onQuestion'] as const) {
      const { server, store, clock } = start();
      const { signal, abort } = aborter();
      Object.assign(place === 'onDelay' ? clock : server, { [place]: () => abort(reason) });
      await expect(store.until(() => false, { signal })).rejects.toBe(reason);
    }
  });

  test('MainDataStore.until asks nothing with a signal that is aborted', async () => {
    const { server, store } = start();
    const signal = AbortSignal.abort('late');
    await expect(store.until(() => true, { signal })).rejects.toBe('late');
    expect(server.asked).toEqual([]);
  });

  test('MainDataStore.until fails with the error of the request, or of the condition', async () => {
    const { server, store } = start();
    server.onQuestion = once(reset);
    expect((await caught(store.until(() => true))).code).toBe('QBT_UNREACHABLE');
    const error = new Error('in the condition');
    const failing = () => {
      throw error;
    };
    await expect(store.until(failing)).rejects.toBe(error);
  });
});
