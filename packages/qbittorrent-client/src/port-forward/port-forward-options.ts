import type { WallClock } from '../wall-clock.ts';

/** Options of {@link PortForward}. */
export interface PortForwardOptions {
  /** Time, for tests. @default {systemWallClock} */
  readonly clock?: WallClock | undefined;
}
