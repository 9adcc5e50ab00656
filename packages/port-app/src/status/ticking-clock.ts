import type { Clock } from '@portkeep/port-lease';

/**
 * A clock that ticks whenever a wait on it starts. Given to `keepLease`, which waits in
 * slices of a few seconds, it makes `/healthz` show whether the lease loop is really alive.
 */
export function tickingClock(clock: Clock, tick: () => void): Clock {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    delay(ms, signal) {
      tick();
      return clock.delay(ms, signal);
    },
  };
}
