import { FakeClock } from '@portkeep/port-lease/testing';

const START = Date.parse('2026-01-14T19:30:00Z');

/** The sidecar's machine: its clock, which may be wrong, and the true time. */
export class SimulatedMachine {
  readonly clock = new FakeClock({ now: START });
  #slept = 0;

  /** The true time, in epoch milliseconds. */
  readonly trueTime = (): number => START + this.clock.elapsed + this.#slept;

  suspend(ms: number): void {
    this.clock.suspend(ms);
    this.#slept += ms;
  }
}
