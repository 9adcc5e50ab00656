import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { aborter, atMost, MOMENT, once, reset, start } from '../../test/store-of-fake-server.ts';

describe('MainDataStore.changes', () => {
  test('MainDataStore.changes yields only what changes', async () => {
    const { server, store, clock } = start();
    const times: number[] = [];
    const startTime = clock.time;
    const limit = atMost(20);
    let polls = 0;
    clock.onDelay = () => {
      limit();
      polls += 1;
      if (polls === 3) server.moment = { ...MOMENT, tags: ['x', 'y'] };
    };
    const tags: (readonly string[])[] = [];
    for await (const change of store.changes({ intervalMs: 1000 })) {
      times.push(clock.time - startTime);
      tags.push(change.tags.added);
      if (tags.length === 2) break;
    }
    expect(tags).toEqual([['x'], ['y']]);
    expect(times).toEqual([0, 3000]);
  });

  test('MainDataStore.changes waits 1.5 seconds by default', async () => {
    const { store, clock } = start();
    const begin = clock.time;
    const { signal, abort } = aborter();
    clock.onDelay = () => abort('done');
    for await (const _ of store.changes({ signal }));
    expect(clock.time - begin).toBe(1500);
  });

  test('MainDataStore.changes misses nothing that an update in between received', async () => {
    const { server, store } = start();
    await store.update();
    const added: string[] = [];
    const changes = store.changes();
    server.moment = { ...MOMENT, tags: ['x', 'y'] };
    await store.update();
    for await (const change of changes) {
      added.push(...change.tags.added);
      if (added.length === 2) break;
      server.moment = { ...MOMENT, tags: ['x', 'y', 'z'] };
      await store.update();
    }
    expect(added).toEqual(['y', 'z']);
  });

  test('MainDataStore.changes ends without an error when it is aborted while it waits', async () => {
    const { store, clock } = start();
    const { signal, abort } = aborter();
    clock.onDelay = () => abort('enough');
    let count = 0;
    for await (const _ of store.changes({ signal })) count += 1;
    expect(count).toBe(1);
  });

  test('MainDataStore.changes ends without an error when it is aborted while it asks', async () => {
    const { server, store } = start();
    const { signal, abort } = aborter();
    server.onAnswer = () => abort('enough');
    for await (const _ of store.changes({ signal })) throw new Error('a change');
    expect(server.asked).toEqual([0]);
  });

  test('MainDataStore.changes ends before it begins with a signal that is aborted', async () => {
    const { server, store } = start();
    for await (const _ of store.changes({ signal: AbortSignal.abort() })) throw new Error('late');
    expect(server.asked).toEqual([]);
  });

  test('MainDataStore.changes fails with the error of the request', async () => {
    const { server, store } = start();
    server.onQuestion = reset;
    const first = store.changes()[Symbol.asyncIterator]().next();
    expect((await caught(first)).code).toBe('QBT_UNREACHABLE');
  });

  test('MainDataStore.changes goes on after a failure where there is an onError callback', async () => {
    const { server, store, clock } = start();
    server.onQuestion = once(reset);
    const errors: unknown[] = [];
    const begin = clock.time;
    for await (const change of store.changes({ onError: (error) => errors.push(error) })) {
      expect(change.tags.added).toEqual(['x']);
      break;
    }
    expect(errors).toMatchObject([{ code: 'QBT_UNREACHABLE' }]);
    expect(clock.time - begin).toBe(1500);
  });

  test('MainDataStore.changes serves several at once', async () => {
    const { server, store } = start();
    const first = store.changes()[Symbol.asyncIterator]();
    const second = store.changes()[Symbol.asyncIterator]();
    const both = await Promise.all([first.next(), second.next()]);
    expect(both.map(({ value }) => value.tags.added)).toEqual([['x'], ['x']]);
    expect(server.asked).toEqual([0, 1]);
  });
});
