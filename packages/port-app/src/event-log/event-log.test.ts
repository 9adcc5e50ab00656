import { codeOf, createLog, hideSecrets } from '@portkeep/app-host';
import type { KeptPort } from '@portkeep/port-lease';
import { beforeEach, expect, test } from 'vitest';
import { EventLog } from './event-log.ts';

const NOW = Date.parse('2026-01-14T19:30:00Z');
const DAY = 86_400_000;
/** The log reads only the monotonic clock, because the wall clock may be set. */
const clock = { monotonic: () => now - NOW };
let now: number;
let lines: string[];
let events: EventLog;

beforeEach(() => {
  now = NOW;
  lines = [];
  const write = (line: string) => lines.push(line.trim());
  const log = createLog({
    level: 'info',
    format: 'text',
    color: false,
    write,
    hide: hideSecrets([]),
    now: () => now,
  });
  const headlineOf = (error: unknown) =>
    codeOf(error) === 'NO_TUNNEL' ? 'No VPN tunnel here' : undefined;
  events = new EventLog(log, { clock, until: NOW + DAY, headlineOf });
});

const value: KeptPort = {
  port: 54_321,
  renewedAt: NOW,
  renewAt: NOW + 810_000,
  expiresAt: NOW + 900_000,
  gateway: '10.9.128.1',
  hostname: 'amsterdam447',
  tunnelIdentity: '',
};
const lease = { value, renewAt: value.renewAt, expiresAt: value.expiresAt };
const failed = (message: string, code = 'PIA_TIMEOUT') =>
  ({
    type: 'failed',
    error: Object.assign(new Error(message), { code }),
    attempt: 1,
    retryAt: now + 5_000,
  }) as const;

test('a failure is reported with its code, its reason and the next try', () => {
  events.lease({ type: 'acquired', lease });
  lines.length = 0;
  events.lease(failed('Cannot bind the port'));
  expect(lines).toEqual([
    '2026-01-14T19:30:00Z WARN The port could not be renewed: PIA_TIMEOUT: Cannot bind the port retry_at=2026-01-14T19:30:05Z',
  ]);
});

test('a failure with a headline of doctor is reported with this headline', () => {
  events.lease(failed('There is no VPN tunnel', 'NO_TUNNEL'));
  const error = Object.assign(new Error('No'), { code: 'NO_TUNNEL' });
  events.sink({ type: 'failed', sink: 'x', value, error, retryAt: undefined });
  expect(lines[0]).toContain('obtained: No VPN tunnel here: NO_TUNNEL: There is no VPN tunnel');
  expect(lines[1]).toContain(': No VPN tunnel here: NO_TUNNEL: No');
});

test('the same failure is reported at growing intervals, another one at once', () => {
  for (let second = 0; second < 60 * 60; second += 5) {
    now = NOW + second * 1000;
    events.lease(failed('Cannot bind the port'));
  }
  const minutes = lines.map((line) => (Date.parse(line.slice(0, 20)) - NOW) / 60_000);
  expect(minutes).toEqual([0, 1, 2, 5, 10, 30]);
  events.lease(failed('Port 40001 is busy', 'PIA_PORT_BUSY'));
  events.lease(failed('Port 40002 is busy', 'PIA_PORT_BUSY'));
  expect(lines).toHaveLength(7);
});

test('two alternating failures are reported no more often than each one alone', () => {
  for (let second = 0; second < 60 * 60; second += 5) {
    now = NOW + second * 1000;
    const code = second % 10 === 0 ? 'PIA_TIMEOUT' : 'PIA_UNREACHABLE';
    events.lease(failed('Cannot bind the port', code));
  }
  expect(lines).toHaveLength(12);
});

test('the log does not mention a retry that will not happen', () => {
  now = NOW + DAY - 4_000;
  events.lease(failed('Cannot bind the port'));
  events.sink({ type: 'failed', sink: 'x', value, error: new Error('no'), retryAt: NOW + DAY });
  expect(lines[0]).not.toContain('retry_at');
  expect(lines[1]).toContain('retry_at');
});

test('a refused login that will not be retried is reported at once, without a time', () => {
  const refused = (retryAt: number | undefined) => {
    const error = Object.assign(new Error('Wrong password'), { code: 'QBT_LOGIN_REJECTED' });
    events.sink({ type: 'failed', sink: 'qbittorrent', value, error, retryAt });
  };
  refused(now + 21_600_000);
  refused(now + 21_600_000);
  refused(undefined);
  refused(undefined);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('retry_at=2026-01-15T01:30:00Z');
  expect(lines[1]).not.toContain('retry_at');
});

test('the end of a problem is reported once, and only if there was a problem', () => {
  events.over('state', 'The state can be read again');
  events.trouble('state', 'The state could not be read');
  events.over('state', 'The state can be read again');
  events.over('state', 'The state can be read again');
  expect(lines.map((line) => line.slice(21))).toEqual([
    'WARN The state could not be read',
    'INFO The state can be read again',
  ]);
});

test('a renewal with a different port is reported like the first port', () => {
  events.lease({ type: 'acquired', lease });
  events.lease({ type: 'renewed', lease: { ...lease, value: { ...value, port: 40_001 } } });
  expect(lines[1]).toContain('Port 40001 is forwarded by amsterdam447');
});

test('after a success the same failure is reported at once again', () => {
  events.lease(failed('Cannot bind the port'));
  events.lease({ type: 'renewed', lease });
  events.lease(failed('Cannot bind the port'));
  expect(lines.filter((line) => line.includes('WARN'))).toHaveLength(2);
});

test('the port is reported when it is obtained and when it is lost', () => {
  events.lease({ type: 'acquired', lease });
  events.lease({ type: 'lost', lease });
  expect(lines[0]).toContain('Port 54321 is forwarded by amsterdam447 at 10.9.128.1');
  expect(lines[0]).toContain('next_renewal=2026-01-14T19:43:30Z');
  expect(lines[1]).toContain('ERROR Port 54321 is lost');
});

test('what was reported is remembered for each sink separately', () => {
  const error = new Error('no space left');
  events.sink({ type: 'failed', sink: 'port-file', value, error, retryAt: now + 1_000 });
  events.sink({ type: 'failed', sink: 'data-file', value, error, retryAt: now + 1_000 });
  events.sink({ type: 'failed', sink: 'port-file', value, error, retryAt: now + 2_000 });
  expect(lines).toHaveLength(2);
  events.sink({ type: 'contended', sink: 'qbittorrent', retryAt: now + 3_600_000 });
  expect(lines[2]).toContain('retry_at=2026-01-14T20:30:00Z');
});
