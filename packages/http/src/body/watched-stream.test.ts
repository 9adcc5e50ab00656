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

test('an abort after the end of a stream changes nothing', async () => {
  const { open, stop } = scene(['ab']);
  const stream = open();
  expect(await new Response(stream).text()).toBe('ab');
  expect(() => stop.abort('late')).not.toThrow();
});
