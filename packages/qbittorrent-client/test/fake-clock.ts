import type { WallClock } from '../src/wall-clock.ts';

/** A clock that moves only during a delay, or when a test moves it. */
export class FakeClock implements WallClock {
  time = Date.parse('2026-11-21T03:00:00Z');
  /** Runs at each delay, to change something meanwhile. */
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
