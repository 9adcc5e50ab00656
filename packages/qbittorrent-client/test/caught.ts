import { caughtBy } from '@portkeep/testing';
import { isQBittorrentError, type QBittorrentError } from '../src/qbittorrent-error.ts';

/** The error a promise rejects with; fails the test when it resolves or throws something else. */
export const caught: (promise: Promise<unknown>) => Promise<QBittorrentError> =
  caughtBy(isQBittorrentError);
