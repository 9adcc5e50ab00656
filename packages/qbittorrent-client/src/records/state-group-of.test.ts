import { expect, test } from 'vitest';
import { stateGroupOf, type TorrentStateGroup } from './state-group-of.ts';
import type { KnownTorrentState } from './torrent-state.ts';

const FIVE_TO_FOUR = { stoppedUP: 'pausedUP', stoppedDL: 'pausedDL' } as const;

test.each(Object.entries(FIVE_TO_FOUR))(
  'the state %s is in the same group as %s of 4.x',
  (five, four) => {
    expect([stateGroupOf(five), stateGroupOf(four)]).toEqual(['stopped', 'stopped']);
  },
);

test.each([
  ['forcedMetaDL', 'downloading'],
  ['stalledUP', 'seeding'],
  ['queuedDL', 'queued'],
  ['checkingResumeData', 'checking'],
  ['moving', 'moving'],
  ['missingFiles', 'errored'],
  ['unknown', 'unknown'],
] as const satisfies readonly (readonly [KnownTorrentState, TorrentStateGroup])[])(
  'the state %s is in the group %s',
  (state, group) => {
    expect(stateGroupOf(state)).toBe(group);
  },
);

test.each(['', 'somethingNew', 'constructor', '__proto__', 'stopped'])(
  'the state "%s", which is not known, is in the group unknown',
  (state) => {
    expect(stateGroupOf(state)).toBe('unknown');
  },
);
