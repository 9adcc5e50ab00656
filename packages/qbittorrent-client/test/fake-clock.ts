import type { Clock } from '../src/clock.ts';

/** A clock that moves only when somebody waits, or when told. */
export class FakeClock implements Clock {
  time = Date.parse('2026-11-21T03:00:00Z');
  /** Runs at each delay, to change the world meanwhile. */
  onDelay: () => void = () => {};

  now(): number {
    return this.time;
  }

  async delay(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.time += ms;
    this.onDelay();
  }
}
