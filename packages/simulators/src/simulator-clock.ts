/** Real time plus an offset that a test moves forward. */
export interface SimulatorClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Moves the clock by this number of milliseconds; a negative number sets it back. */
  readonly advance: (milliseconds: number) => void;
}

/**
 * Creates a {@link SimulatorClock} that starts at the real time.
 *
 * Give its `now` to every simulator of one test, so that they agree.
 */
export function createSimulatorClock(): SimulatorClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
  };
}
