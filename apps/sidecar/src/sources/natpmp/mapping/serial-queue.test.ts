import { expect, test } from 'vitest';
import { SerialQueue } from './serial-queue.ts';

const { signal } = new AbortController();

/** Work that ends when the test ends it. */
function held() {
  let end = (_error?: Error) => {};
  const ended = new Promise<string>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve('') : reject(error));
  });
  return { ended, end: (error?: Error) => end(error) };
}

test('queued work begins when the work before it has succeeded or failed', async () => {
  const queue = new SerialQueue();
  const first = held();
  const begun: string[] = [];
  const work = (name: string, result: Promise<string>) => () => {
    begun.push(name);
    return result;
  };
  const failing = queue.run(work('a', first.ended), signal);
  const second = queue.run(work('b', Promise.resolve('B')), signal);
  await Promise.resolve();
  expect(begun).toEqual(['a']);
  first.end(new Error('A failed'));
  await expect(failing).rejects.toThrow('A failed');
  expect(await second).toBe('B');
  expect(begun).toEqual(['a', 'b']);
});

test('queued work that is aborted before it begins never begins', async () => {
  const queue = new SerialQueue();
  const stop = new AbortController();
  const first = held();
  void queue.run(() => first.ended, signal);
  const second = queue.run(() => Promise.reject(new Error('It began')), stop.signal);
  stop.abort(new Error('Stopped'));
  first.end();
  await expect(second).rejects.toBe(stop.signal.reason);
});
