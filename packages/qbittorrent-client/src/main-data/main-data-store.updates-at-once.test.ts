import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { shown } from '../../test/server-moment.ts';
import { aborter, door, MOMENT, once, reset, start } from '../../test/store-of-fake-server.ts';

describe('MainDataStore.update, called while another is under way', () => {
  test('MainDataStore.update waits for one under way and asks again, so that it sees what its caller did', async () => {
    const { server, store } = start();
    const answered = door();
    server.onAnswer = once(() => answered.opened);
    const first = store.update();
    await expect.poll(() => server.asked).toEqual([0]);
    server.moment = { ...MOMENT, tags: ['y'] };
    const second = store.update();
    const third = store.update();
    answered.open();
    expect((await first).tags.added).toEqual(['x']);
    expect((await second).tags.added).toEqual(['y']);
    expect((await third).tags.added).toEqual(['y']);
    expect(server.asked).toEqual([0, 1]);
  });

  test('MainDataStore.update asks also when the one before it fails', async () => {
    const { server, store } = start();
    const failing = door();
    server.onQuestion = once(async () => {
      await failing.opened;
      reset();
    });
    const first = caught(store.update());
    const second = store.update();
    failing.open();
    expect((await first).code).toBe('QBT_UNREACHABLE');
    expect((await second).tags.added).toEqual(['x']);
  });

  test('MainDataStore.update fails with those that share its request', async () => {
    const { server, store } = start();
    const answered = door();
    server.onAnswer = once(async () => {
      server.onAnswer = once(reset);
      await answered.opened;
    });
    const first = store.update();
    await expect.poll(() => server.asked).toEqual([0]);
    const others = [caught(store.update()), caught(store.update())];
    answered.open();
    await first;
    const errors = await Promise.all(others);
    expect(errors.map(({ code }) => code)).toEqual(['QBT_UNREACHABLE', 'QBT_UNREACHABLE']);
    expect(server.asked).toEqual([0, 1]);
  });

  test('MainDataStore.update is not stopped by the abort of another caller', async () => {
    const { server, store } = start();
    const answered = door();
    server.onAnswer = once(() => answered.opened);
    const leader = new AbortController();
    const follower = new AbortController();
    const reason = new Error('enough');
    const first = store.update({ signal: leader.signal });
    await expect.poll(() => server.asked).toEqual([0]);
    const second = store.update({ signal: follower.signal });
    const third = store.update();
    leader.abort(reason);
    await expect(first).rejects.toBe(reason);
    follower.abort(reason);
    await expect(second).rejects.toBe(reason);
    answered.open();
    await third;
    expect(store.state).toEqual(shown(MOMENT));
  });

  test('MainDataStore.update asks again after the abort of one under way', async () => {
    const { server, store } = start();
    const never = door();
    server.onAnswer = once(() => never.opened);
    const { signal, abort } = aborter();
    const first = store.update({ signal });
    await expect.poll(() => server.asked).toEqual([0]);
    abort('enough');
    await expect(first).rejects.toBe('enough');
    await store.update();
    never.open();
    await store.update();
    expect(store.state).toEqual(shown(MOMENT));
  });

  test('MainDataStore.update ends for every caller, whenever it called', async () => {
    const { server, store } = start();
    const calls = Array.from({ length: 100 }, async (_, index) => {
      for (let turn = 0; turn < index; turn += 1) await undefined;
      server.moment = { ...MOMENT, tags: [`${index}`] };
      await store.update();
      expect([...store.tags].map(Number)[0]).toBeGreaterThanOrEqual(index);
    });
    await Promise.all(calls);
    expect(store.state).toEqual(shown(server.moment));
  });

  test('MainDataStore.update does nothing with a signal that is aborted', async () => {
    const { server, store } = start();
    await expect(store.update({ signal: AbortSignal.abort('no') })).rejects.toBe('no');
    expect(server.asked).toEqual([]);
  });
});
