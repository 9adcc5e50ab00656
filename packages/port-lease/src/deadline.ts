import type { Clock } from './clock.ts';

/** One moment on both clocks; it has come as soon as either of them says so. */
export interface Deadline {
  readonly wall: number;
  readonly monotonic: number;
}

/** What both clocks show at this moment. */
export function readClock(clock: Clock): Deadline {
  return { wall: clock.now(), monotonic: clock.monotonic() };
}

/** The moment `ms` milliseconds after `from`. */
export function after(from: Deadline, ms: number): Deadline {
  return { wall: from.wall + ms, monotonic: from.monotonic + ms };
}

/** Milliseconds until the deadline; zero or less when it has come. */
export function remaining(deadline: Deadline, clock: Clock): number {
  return Math.min(deadline.wall - clock.now(), deadline.monotonic - clock.monotonic());
}
