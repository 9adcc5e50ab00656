import type { SinkState } from '@portkeep/port-lease';
import { LeaseStatus } from '../src/status/lease-status.ts';
import type { LeaseStatusOptions } from '../src/status/lease-status-options.ts';

/** The wall clock time at which the tests begin. */
export const START = Date.UTC(2026, 0, 14, 19, 30);

/** The status of a daemon whose lease, sinks and clocks the test controls. */
export function setUp(changes: Partial<LeaseStatusOptions> = {}) {
  const time = { wall: START, monotonic: 0 };
  const sinks: Record<string, SinkState> = {
    'port-file': { inSync: true },
    qbittorrent: { inSync: true },
  };
  const status = new LeaseStatus({
    app: 'daemon',
    version: '1.2.3',
    ownSinks: ['port-file'],
    hide: (text) => text.replaceAll('hunter2', '***'),
    clock: { now: () => time.wall, monotonic: () => time.monotonic },
    ...changes,
  });
  status.follow({ states: () => sinks });
  const pass = (ms: number) => {
    time.wall += ms;
    time.monotonic += ms;
  };
  const acquire = (port = 54_321, type: 'acquired' | 'renewed' = 'acquired') =>
    status.lease({
      type,
      lease: {
        value: { port, gateway: '10.0.0.1', hostname: 'server42' },
        renewAt: time.wall + 800_000,
        expiresAt: time.wall + 900_000,
      },
    });
  return { status, sinks, time, pass, acquire };
}

/** The error of a failed attempt; the secret in it must be hidden. */
export const failure = Object.assign(new Error('No answer for hunter2'), { code: 'PIA_TIMEOUT' });
