import { describe, expect, test } from 'vitest';
import { SendQueue } from './send-queue.ts';

/** A queue, and requests that end when the test says so. */
function queueOf(places: number) {
  const queue = new SendQueue(places);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (name: string, options: { signal?: AbortSignal; urgent?: boolean } = {}) =>
    queue.run(async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    }, options);
  /** Ends a request, and waits until the next one has begun. */
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { queue, begun, add, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the queue of requests', () => {
  test('the queue of requests runs one request for each of its places, and then the others in their order', async () => {
    const { begun, add, end } = queueOf(2);
    const all = ['a', 'b', 'c', 'd'].map((name) => add(name));
    await settled();
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('a');
    await end('c');
    await end('d');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('the queue of requests runs an urgent request before those that wait', async () => {
    const { begun, add, end } = queueOf(1);
    const all = [
      add('a'),
      add('b'),
      add('first', { urgent: true }),
      add('second', { urgent: true }),
    ];
    for (const name of ['a', 'first', 'second', 'b']) {
      await settled();
      await end(name);
    }
    await Promise.all(all);
    expect(begun).toEqual(['a', 'first', 'second', 'b']);
  });

  test('the queue of requests takes out a request that is aborted while it waits', async () => {
    const { begun, add, end } = queueOf(1);
    const stop = new AbortController();
    const all = [add('a'), add('c')];
    const aborted = add('b', { signal: stop.signal, urgent: true });
    stop.abort('mine');
    await expect(aborted).rejects.toBe('mine');
    await settled();
    await end('a');
    await end('c');
    await Promise.all(all);
    expect(begun).toEqual(['a', 'c']);
  });

  test('the queue of requests gives no place to a request that was aborted before', async () => {
    const { begun, add } = queueOf(1);
    await expect(add('a', { signal: AbortSignal.abort('mine') })).rejects.toBe('mine');
    expect(begun).toEqual([]);
  });

  test('the queue of requests frees the place of a request that fails', async () => {
    const { queue } = queueOf(1);
    const fails = queue.run(() => Promise.reject(new Error('no reply')), {});
    await expect(fails).rejects.toThrow('no reply');
    expect(await queue.run(async () => 'next', {})).toBe('next');
  });

  test('the queue of requests leaves no listener on the signal of a request that it has run', async () => {
    const { add, end } = queueOf(1);
    const listeners = new Set<unknown>();
    const signal = new AbortController().signal;
    signal.addEventListener = (_: string, listener: unknown) => void listeners.add(listener);
    signal.removeEventListener = (_: string, listener: unknown) => void listeners.delete(listener);
    const all = [add('a', { signal }), add('b', { signal })];
    await settled();
    expect(listeners.size).toBe(1);
    await end('a');
    expect(listeners.size).toBe(0);
    await end('b');
    await Promise.all(all);
  });
});
