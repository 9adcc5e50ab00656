import { beforeEach, expect, test, vi } from 'vitest';
import { openTerminal } from './terminal.ts';

/** A terminal that takes a limited number of bytes, and then answers with a code. */
const device = vi.hoisted(() => ({
  room: 0,
  code: 'EAGAIN',
  text: '',
  opened: [] as unknown[][],
  refuses: [] as string[],
}));

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  const failure = (code: string) => Object.assign(new Error(code), { code });
  return {
    ...fs,
    openSync: (path, flags) => {
      device.opened.push([path, flags]);
      if (device.refuses.includes(String(path))) throw failure('EACCES');
      return 42;
    },
    writeSync: (_fd: number, bytes: NodeJS.ArrayBufferView | string) => {
      if (device.room === 0) throw failure(device.code);
      const taken = Buffer.from(String(bytes)).subarray(0, device.room);
      device.room -= taken.length;
      device.text += taken.toString();
      return taken.length;
    },
  };
});

beforeEach(() => {
  Object.assign(device, { room: 1_000, code: 'EAGAIN', text: '', opened: [], refuses: [] });
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function open() {
  return openTerminal(1) ?? expect.fail('no terminal');
}

test('the terminal is opened again without blocking, because the given descriptor is shared', () => {
  expect(openTerminal(2)).toBeDefined();
  // O_WRONLY, O_NONBLOCK and O_NOCTTY.
  expect(device.opened).toEqual([['/proc/self/fd/2', 0o4401]]);
});

test("another user's terminal is opened as /dev/tty, and none where that is refused too", () => {
  device.refuses = ['/proc/self/fd/1'];
  expect(openTerminal(1)).toBeDefined();
  expect(device.opened.map(([path]) => path)).toEqual(['/proc/self/fd/1', '/dev/tty']);
  device.refuses.push('/dev/tty');
  expect(openTerminal(1)).toBeUndefined();
});

test('a terminal that is read gets everything at once', () => {
  const terminal = open();
  terminal.write('one\n');
  terminal.write('two\n');
  expect([device.text, terminal.waiting(), vi.getTimerCount()]).toEqual(['one\ntwo\n', 0, 0]);
});

test('a stopped terminal keeps the rest waiting, in order, and is tried again ten times a second', () => {
  const terminal = open();
  device.room = 2;
  terminal.write('one\n');
  terminal.write('two\n');
  expect([device.text, terminal.waiting(), vi.getTimerCount()]).toEqual(['on', 6, 1]);
  device.room = 3;
  vi.advanceTimersByTime(99);
  expect(device.text).toBe('on');
  vi.advanceTimersByTime(1);
  expect([device.text, terminal.waiting()]).toEqual(['one\nt', 3]);
  device.room = 100;
  vi.advanceTimersByTime(100);
  expect([device.text, terminal.waiting(), vi.getTimerCount()]).toEqual(['one\ntwo\n', 0, 0]);
  device.room = 0;
  terminal.write('later');
  expect(vi.getTimerCount()).toBe(1);
});

test('what waits for a terminal that is gone is dropped', () => {
  const terminal = open();
  Object.assign(device, { room: 0, code: 'EIO' });
  terminal.write('lost');
  expect([terminal.waiting(), vi.getTimerCount()]).toEqual([0, 0]);
});
