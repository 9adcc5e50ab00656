import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { GrowingText } from './growing-text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('pieces become one text, also where they split a character', () => {
  const text = new GrowingText(100);
  for (const byte of bytes('a €uro')) text.append(Uint8Array.of(byte));
  expect([text.toString(), text.size]).toEqual(['a €uro', 8]);
});

test('a body in one piece is read as it is, an empty one as an empty text', () => {
  const text = new GrowingText(100);
  expect(text.toString()).toBe('');
  text.append(bytes('whole'));
  expect(text.toString()).toBe('whole');
});

test('a text may have exactly maxBytes bytes, and not one more', () => {
  const text = new GrowingText(4);
  text.append(bytes('1234'));
  expect(text.toString()).toBe('1234');
  expect(() => text.append(bytes('5'))).toThrow(
    expect.objectContaining({ kind: 'too-large', code: 'ERR_REPLY_TOO_LARGE', maybeSent: true }),
  );
});

test('a piece that its owner keeps is not written to', () => {
  const first = bytes('ab');
  const text = new GrowingText(100);
  text.append(first.subarray(0, 1));
  text.append(bytes('x'));
  expect([new TextDecoder().decode(first), text.toString()]).toEqual(['ab', 'ax']);
});

test('pieces of one byte need no more memory than one piece of their sum', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const text = new GrowingText(1_000_000);
  text.append(Uint8Array.of(0));
  const pieces: WeakRef<Uint8Array>[] = [];
  for (let i = 0; i < 1_000; i++) {
    const piece = Uint8Array.of(i);
    pieces.push(new WeakRef(piece));
    text.append(piece);
  }
  // References are strong until the job that made them is over.
  await new Promise((next) => setImmediate(next));
  collect();
  expect(pieces.filter((piece) => piece.deref() !== undefined).length).toBeLessThan(100);
  expect(text.size).toBe(1_001);
});

test('the buffer never has more bytes than the text may have', () => {
  const sizes: number[] = [];
  const Measured = new Proxy(Uint8Array, {
    construct(target, words: readonly unknown[]) {
      sizes.push(Number(words[0]));
      return Reflect.construct(target, words);
    },
  });
  vi.stubGlobal('Uint8Array', Measured);
  const text = new GrowingText(5_000);
  const piece = new TextEncoder().encode('x'.repeat(100));
  for (let count = 0; count < 50; count += 1) text.append(piece);
  expect(() => text.append(piece)).toThrow(expect.objectContaining({ maxBytes: 5_000 }));
  vi.unstubAllGlobals();
  expect(Math.max(...sizes)).toBe(5_000);
});
