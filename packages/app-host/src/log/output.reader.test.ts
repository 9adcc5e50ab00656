import { beforeEach, expect, test, vi } from 'vitest';
import { createOutput } from './output.ts';

/** A terminal whose reader the test controls. */
const terminal = vi.hoisted(() => ({ waiting: 0, written: [] as string[], isFull: false, fd: 0 }));

vi.mock(import('node:tty'), async (original) => ({ ...(await original()), isatty: () => true }));
vi.mock(import('./terminal.ts'), () => ({
  openTerminal: (fd) => {
    terminal.fd = fd;
    return {
      write(text) {
        if (terminal.isFull) throw new Error('ENOSPC');
        terminal.written.push(text);
      },
      waiting: () => terminal.waiting,
    };
  },
}));

beforeEach(() => {
  Object.assign(terminal, { waiting: 0, written: [], isFull: false, fd: 0 });
});

const gap = (lines: number) =>
  `(${lines} lines were dropped because the output was not being read)\n`;

test('standard output is descriptor 1, and standard error descriptor 2', () => {
  createOutput('stdout');
  expect(terminal.fd).toBe(1);
  createOutput('stderr');
  expect(terminal.fd).toBe(2);
});

test('lines are written as long as no more than 64 KiB wait for the reader', () => {
  const { write, isWaiting } = createOutput('stdout');
  write('first\n');
  expect(isWaiting()).toBe(false);
  terminal.waiting = 65_536;
  write('second\n');
  expect(isWaiting()).toBe(true);
  terminal.waiting = 65_537;
  write('third\n');
  expect(terminal.written).toEqual(['first\n', 'second\n']);
});

test('after a gap, output goes on once half of the buffer is free, and says how many lines are missing', () => {
  const { write } = createOutput('stdout');
  terminal.waiting = 65_537;
  write('1\n');
  write('2\n3\n');
  terminal.waiting = 32_769;
  write('4\n');
  expect(terminal.written).toEqual([]);
  terminal.waiting = 32_768;
  write('5\n');
  write('6\n');
  expect(terminal.written).toEqual([gap(4), '5\n', '6\n']);
  terminal.waiting = 65_536;
  write('7\n');
  expect(terminal.written.at(-1)).toBe('7\n');
});

test('a gap in the output is shown by the callback where there is one', () => {
  const { write, onGap } = createOutput('stdout');
  const gaps: number[] = [];
  onGap((lines) => gaps.push(lines));
  terminal.waiting = 65_537;
  write('1\n');
  terminal.waiting = 0;
  write('2\n');
  expect([gaps, terminal.written]).toEqual([[1], ['2\n']]);
});

test('a full disk under the output loses lines, and throws nothing', () => {
  const { write } = createOutput('stdout');
  terminal.isFull = true;
  write('lost\n');
  terminal.isFull = false;
  write('kept\n');
  expect(terminal.written).toEqual(['kept\n']);
});
