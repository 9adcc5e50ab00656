import { constants, openSync, writeSync } from 'node:fs';
import { codeOf } from '../system-error.ts';
import type { Outlet } from './outlet.ts';

/** The interval at which a stopped terminal is tried again. */
const RETRY_MS = 100;

/**
 * Writes to a terminal without waiting: a terminal that is stopped with Ctrl-S, or whose other end is
 * not read, would otherwise block the whole process. `undefined` if it cannot be opened again.
 */
export function openTerminal(fd: number): Outlet | undefined {
  const own = openAgain(fd);
  if (own === undefined) return undefined;
  let rest = Buffer.alloc(0);
  let retry: NodeJS.Timeout | undefined;

  const push = () => {
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(own, rest));
    } catch (error) {
      // The terminal is gone, so the waiting output is dropped.
      if (codeOf(error) !== 'EAGAIN') rest = Buffer.alloc(0);
    }
    if (rest.length > 0) retry ??= setInterval(push, RETRY_MS).unref();
    else {
      clearInterval(retry);
      retry = undefined;
    }
  };
  return {
    write(text) {
      rest = Buffer.concat([rest, Buffer.from(text)]);
      push();
    },
    waiting: () => rest.length,
  };
}

/** Opens another descriptor: the given one is shared with the shell and must stay blocking. */
function openAgain(fd: number): number | undefined {
  // Another user's terminal can only be opened as /dev/tty.
  for (const path of [`/proc/self/fd/${fd}`, '/dev/tty']) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch {
      // Try the next name.
    }
  }
  return undefined;
}
