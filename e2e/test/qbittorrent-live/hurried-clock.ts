import { systemWallClock, type WallClock } from '@portkeep/qbittorrent-client';

/** Checks the listener ten times as often, so that a report that takes 5 seconds comes sooner. */
export const hurriedClock: WallClock = {
  now: () => systemWallClock.now(),
  delay: (ms, signal) => systemWallClock.delay(ms < 500 ? ms / 10 : ms, signal),
};
