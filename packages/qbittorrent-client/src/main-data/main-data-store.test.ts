import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caught, networkFailure } from '../../test/caught.ts';
import { FakeClock } from '../../test/fake-clock.ts';
import { FakeSyncServer } from '../../test/fake-sync-server.ts';
import { anyMoment, type ServerMoment, shown } from '../../test/server-moment.ts';
import { QBittorrentSession } from '../session.ts';
import { MainDataStore } from './main-data-store.ts';

const TORRENT = { name: 'a', state: 'downloading', progress: 0 };
const MOMENT: ServerMoment = {
  torrents: { a1: TORRENT },
  categories: {},
  tags: ['x'],
  trackers: {},
  server_state: { connection_status: 'connected', dht_nodes: 0, global_ratio: '-' },
};

function start(moment: ServerMoment = MOMENT) {
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

/** Ends what would poll for ever. */
function atMost(times: number): () => void {
  let left = times;
  return () => {
    left -= 1;
    if (left < 0) throw new Error('It polls for ever');
  };
}

/** Lets something happen at once, and the rest never again. */
function once(action: () => void | Promise<void>): () => void | Promise<void> {
  let due = true;
  return () => {
    if (!due) return undefined;
    due = false;
    return action();
  };
}

/** A door that stays shut until it is opened. */
function door() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

function reset(): never {
  throw networkFailure('ECONNRESET');
}

describe('update', () => {
  it('asks for everything, then for what changed', async () => {
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

  it('gets everything again from a new session, and tells only what changed', async () => {
    const { server, store } = start();
    await store.update();
    server.restart();
    server.moment = { ...MOMENT, tags: ['y'] };
    const change = await store.update();
    expect(change.torrents).toEqual({ added: [], changed: [], removed: [] });
    expect(change.tags).toEqual({ added: ['y'], removed: ['x'] });
    expect(server.asked).toEqual([0, 1]);
  });

  it('keeps what it has when a question fails, and then asks for everything', async () => {
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

  it('asks for everything when an answer was lost', async () => {
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

  it('asks for everything when somebody else asked in the same session', async () => {
    const { server, store } = start();
    await store.update();
    server.askElsewhere(1);
    server.moment = { ...MOMENT, torrents: {} };
    server.askElsewhere(0);
    const change = await store.update();
    expect(change.torrents.removed).toMatchObject([{ hash: 'a1' }]);
    expect(server.asked).toEqual([0, 1, 0, 1, 0]);
  });

  it('ends where the server is, whatever happened on the way', async () => {
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

describe('update, called while another is under way', () => {
  it('waits for it and asks again, so that it sees what its caller did', async () => {
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

  it('does not care how that ends', async () => {
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

  it('fails with those that share its question', async () => {
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

  it('is not stopped by the abort of another caller', async () => {
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

  it('asks anew after an abort', async () => {
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

  it('ends for everybody, whenever they call', async () => {
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

  it('does nothing with a signal that is aborted', async () => {
    const { server, store } = start();
    await expect(store.update({ signal: AbortSignal.abort('no') })).rejects.toBe('no');
    expect(server.asked).toEqual([]);
  });
});

function aborter() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason: unknown) => controller.abort(reason) };
}

describe('changes', () => {
  it('yields what changes, and not what does not', async () => {
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

  it('waits 1.5 seconds unless told', async () => {
    const { store, clock } = start();
    const begin = clock.time;
    const { signal, abort } = aborter();
    clock.onDelay = () => abort('done');
    for await (const _ of store.changes({ signal }));
    expect(clock.time - begin).toBe(1500);
  });

  it('misses nothing that an update in between got', async () => {
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

  it('ends without an error when it is aborted while it waits', async () => {
    const { store, clock } = start();
    const { signal, abort } = aborter();
    clock.onDelay = () => abort('enough');
    let count = 0;
    for await (const _ of store.changes({ signal })) count += 1;
    expect(count).toBe(1);
  });

  it('ends without an error when it is aborted while it asks', async () => {
    const { server, store } = start();
    const { signal, abort } = aborter();
    server.onAnswer = () => abort('enough');
    for await (const _ of store.changes({ signal })) throw new Error('a change');
    expect(server.asked).toEqual([0]);
  });

  it('ends before it begins with a signal that is aborted', async () => {
    const { server, store } = start();
    for await (const _ of store.changes({ signal: AbortSignal.abort() })) throw new Error('late');
    expect(server.asked).toEqual([]);
  });

  it('fails as the question does', async () => {
    const { server, store } = start();
    server.onQuestion = reset;
    const first = store.changes()[Symbol.asyncIterator]().next();
    expect((await caught(first)).code).toBe('QBT_UNREACHABLE');
  });

  it('goes on after a failure where somebody listens', async () => {
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

  it('serves several at once', async () => {
    const { server, store } = start();
    const first = store.changes()[Symbol.asyncIterator]();
    const second = store.changes()[Symbol.asyncIterator]();
    const both = await Promise.all([first.next(), second.next()]);
    expect(both.map(({ value }) => value.tags.added)).toEqual([['x'], ['x']]);
    expect(server.asked).toEqual([0, 1]);
  });
});
