import { expect, test, vi } from 'vitest';
import { type ByteSource, watchedStream } from './watched-stream.ts';

function scene(pieces: readonly string[], end: 'ends' | 'hangs' | Error = 'ends') {
  const left = pieces.map((piece) => new TextEncoder().encode(piece));
  const cancel = vi.fn();
  const source: ByteSource = {
    cancel,
    async next() {
      const piece = left.shift();
      if (piece !== undefined || end === 'ends') return piece;
      if (end === 'hangs') return await new Promise<never>(() => {});
      throw end;
    },
  };
  const stop = new AbortController();
  const onEnd = vi.fn();
  const onBytes = vi.fn();
  const open = () => watchedStream(source, { signal: stop.signal, onEnd, onBytes });
  return { open, stop, cancel, onEnd, onBytes };
}

const afterPendingJobs = () => new Promise((next) => setImmediate(next));

test('a stream has all pieces, counts them and ends once', async () => {
  const { open, onBytes, onEnd, cancel } = scene(['ab', 'c']);
  expect(await new Response(open()).text()).toBe('abc');
  expect(onBytes.mock.calls).toEqual([[2], [1]]);
  expect(onEnd).toHaveBeenCalledTimes(1);
  expect(cancel).not.toHaveBeenCalled();
});

test('a source that breaks makes the stream fail with a TransportFailure', async () => {
  const { open, onEnd } = scene(['ab'], Object.assign(new Error('x'), { code: 'ECONNRESET' }));
  await expect(new Response(open()).text()).rejects.toMatchObject({
    name: 'TransportFailure',
    kind: 'closed',
  });
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test('an abort ends a stream whose source does not listen, with the reason', async () => {
  const { open, stop, cancel, onEnd } = scene(['ab'], 'hangs');
  const reader = open().getReader();
  await reader.read();
  const pending = reader.read();
  const reason = { why: 'the caller said so' };
  stop.abort(reason);
  await expect(pending).rejects.toBe(reason);
  expect(cancel).toHaveBeenCalledExactlyOnceWith(reason);
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test('a stream that is opened after the abort fails at once', async () => {
  const { open, stop, cancel } = scene(['ab']);
  stop.abort('too late');
  await expect(open().getReader().read()).rejects.toBe('too late');
  expect(cancel).toHaveBeenCalledExactlyOnceWith('too late');
});

test('a stream that is cancelled closes its source', async () => {
  const { open, cancel, onEnd } = scene(['ab'], 'hangs');
  await open().cancel('enough');
  expect(cancel).toHaveBeenCalledExactlyOnceWith('enough');
  expect(onEnd).toHaveBeenCalledTimes(1);
});

const closed = new Error('closed');

test.each([
  ['ends', () => undefined],
  ['fails', () => Promise.reject(closed)],
])('a stream that is cancelled during a read ends once, when its source %s', async (_, last) => {
  const { source, nextIsAsked, cancel } = settlesWhenCancelled(last);
  const onEnd = vi.fn();
  const toFailure = vi.fn(() => closed);
  const { signal } = new AbortController();
  const reader = watchedStream(source, { signal, onEnd, toFailure }).getReader();
  const pending = reader.read();
  await nextIsAsked;
  await reader.cancel('enough');
  expect(await pending).toMatchObject({ done: true });
  await afterPendingJobs();
  expect([onEnd.mock.calls.length, cancel.mock.calls.length]).toEqual([1, 1]);
  expect(toFailure).not.toHaveBeenCalled();
});

test('a stream that is aborted during a read ends once, although its source fails then', async () => {
  const { source, nextIsAsked, cancel } = settlesWhenCancelled(() => Promise.reject(closed));
  const onEnd = vi.fn();
  const stop = new AbortController();
  const pending = watchedStream(source, { signal: stop.signal, onEnd }).getReader().read();
  await nextIsAsked;
  stop.abort('enough');
  await expect(pending).rejects.toBe('enough');
  await afterPendingJobs();
  expect([onEnd.mock.calls.length, cancel.mock.calls.length]).toEqual([1, 1]);
});

/** A source whose one read settles when the source is cancelled, as those of HTTP clients do. */
function settlesWhenCancelled(last: () => undefined | Promise<undefined>) {
  let settle = () => {};
  let asked = () => {};
  const nextIsAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const cancel = vi.fn(() => settle());
  const source: ByteSource = {
    cancel,
    next: () => {
      asked();
      return new Promise<void>((resolve) => {
        settle = resolve;
      }).then(last);
    },
  };
  return { source, nextIsAsked, cancel };
}

test('an abort after the end of a stream changes nothing', async () => {
  const { open, stop, onEnd, cancel } = scene(['ab']);
  const stream = open();
  expect(await new Response(stream).text()).toBe('ab');
  expect(() => stop.abort('late')).not.toThrow();
  expect([onEnd.mock.calls.length, cancel.mock.calls.length]).toEqual([1, 0]);
});
