import type { Clock } from '../clock.ts';

/** Options of {@link PortForward}. */
export interface PortForwardOptions {
  /** Time, for tests. @default {systemClock} */
  readonly clock?: Clock | undefined;
}
