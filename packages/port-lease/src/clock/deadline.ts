import type { Clock } from './clock.ts';

/** One moment on both clocks; it is reached as soon as either clock reaches it. */
export interface Deadline {
  readonly wall: number;
  readonly monotonic: number;
}

/** What both clocks show now. */
export function readClock(clock: Clock): Deadline {
  return { wall: clock.now(), monotonic: clock.monotonic() };
}

/** The moment `ms` milliseconds after `from`. */
export function after(from: Deadline, ms: number): Deadline {
  return { wall: from.wall + ms, monotonic: from.monotonic + ms };
}

/** Milliseconds until the deadline; zero or less once it is reached. */
export function remaining(deadline: Deadline, clock: Clock): number {
  return Math.min(deadline.wall - clock.now(), deadline.monotonic - clock.monotonic());
}
