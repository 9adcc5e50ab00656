import { isatty } from 'node:tty';
import type { Outlet } from './outlet.ts';
import { openTerminal } from './terminal.ts';

/** The number of bytes that may wait for an absent reader; everything beyond that is dropped. */
const MOST_WAITING = 65_536;

/** One of the process's output streams. */
export interface Output {
  /** Writes whole lines. Never waits for a reader, and never throws. */
  readonly write: (text: string) => void;
  /** Whether output still waits for its reader. */
  readonly isWaiting: () => boolean;
  /** Sets a callback that shows the number of dropped lines once there is a reader again. */
  readonly onGap: (show: (lines: number) => void) => void;
}

/**
 * Standard output or standard error. The port matters more than the log: a stopped terminal or a pipe
 * that is not read delays nothing; a closed pipe or a full disk loses lines.
 */
export function createOutput(name: 'stdout' | 'stderr'): Output {
  const outlet = openOutlet(name);
  let dropped = 0;
  const say = (text: string) => {
    try {
      outlet.write(text);
    } catch {
      // Writing to a file is synchronous and throws; there is no place left to report that.
    }
  };
  let showGap = (lines: number) =>
    say(`(${lines} lines were dropped because the output was not being read)\n`);

  return {
    write(text) {
      const waiting = outlet.waiting();
      // Half of the buffer: otherwise a slow reader would get lines and gaps alternately.
      const full = dropped > 0 ? waiting > MOST_WAITING / 2 : waiting > MOST_WAITING;
      if (full) {
        dropped += text.split('\n').length - 1;
        return;
      }
      const lines = dropped;
      dropped = 0;
      if (lines > 0) showGap(lines);
      say(text);
    },
    isWaiting: () => outlet.waiting() > 0,
    onGap(show) {
      showGap = show;
    },
  };
}

function openOutlet(name: 'stdout' | 'stderr'): Outlet {
  const fd = name === 'stdout' ? 1 : 2;
  // Node writes synchronously to a terminal, but not to pipes and sockets.
  const terminal = isatty(fd) ? openTerminal(fd) : undefined;
  if (terminal !== undefined) return terminal;
  const stream = process[name];
  stream.on('error', () => {});
  return { write: (text) => void stream.write(text), waiting: () => stream.writableLength };
}
