import { constants, openSync, writeSync } from 'node:fs';
import { codeOf } from '../system-error.ts';
import type { Outlet } from './outlet.ts';

/** How often a stopped terminal is tried again. */
const RETRY_MS = 100;

/**
 * A terminal that is written to without waiting: one stopped with Ctrl-S, or whose other end is not
 * read, would otherwise hold up the whole process. `undefined` where it cannot be opened again.
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
      // The terminal is gone, along with all that was meant for it.
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

/** A descriptor of its own: the one given is shared with the shell, which must keep on waiting. */
function openAgain(fd: number): number | undefined {
  // Another user's terminal can only be opened by its second name.
  for (const path of [`/proc/self/fd/${fd}`, '/dev/tty']) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch {
      // The next name.
    }
  }
  return undefined;
}
