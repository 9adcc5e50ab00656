import { createLog, hideSecrets, type PortAnnouncement } from '@portkeep/app-host';
import { beforeEach, expect, test } from 'vitest';
import { EventLog } from './event-log.ts';

const NOW = Date.parse('2026-01-14T19:30:00Z');
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
  events = new EventLog(log, () => now);
});

const value: PortAnnouncement = {
  port: 54_321,
  renewedAt: NOW,
  renewAt: NOW + 810_000,
  expiresAt: NOW + 900_000,
  gateway: '10.9.128.1',
  hostname: 'amsterdam447',
  binding: '',
};
const lease = { value, renewAt: value.renewAt, expiresAt: value.expiresAt };
const failed = (message: string, code = 'PIA_TIMEOUT') =>
  ({
    type: 'failed',
    error: Object.assign(new Error(message), { code }),
    attempt: 1,
    retryAt: now + 5_000,
  }) as const;

test('a failure is told with its code, its reason and the next try', () => {
  events.lease({ type: 'acquired', lease });
  lines.length = 0;
  events.lease(failed('Cannot bind the port'));
  expect(lines).toEqual([
    '2026-01-14T19:30:00Z WARN The port could not be renewed: PIA_TIMEOUT: Cannot bind the port retry_at=2026-01-14T19:30:05Z',
  ]);
});

test('the same failure is told once a minute at most, another one at once', () => {
  for (let second = 0; second < 60; second += 5) {
    now = NOW + second * 1000;
    events.lease(failed('Cannot bind the port'));
  }
  expect(lines).toHaveLength(1);
  now = NOW + 60_000;
  events.lease(failed('Cannot bind the port'));
  expect(lines).toHaveLength(2);
  events.lease(failed('Port 40001 is busy', 'PIA_PORT_BUSY'));
  events.lease(failed('Port 40002 is busy', 'PIA_PORT_BUSY'));
  expect(lines).toHaveLength(3);
});

test('after a success the same failure is news again', () => {
  events.lease(failed('Cannot bind the port'));
  events.lease({ type: 'renewed', lease });
  events.lease(failed('Cannot bind the port'));
  expect(lines.filter((line) => line.includes('WARN'))).toHaveLength(2);
});

test('the port is told when it comes and when it is lost', () => {
  events.lease({ type: 'acquired', lease });
  events.lease({ type: 'lost', lease });
  expect(lines[0]).toContain('Port 54321 is forwarded by amsterdam447 at 10.9.128.1');
  expect(lines[0]).toContain('next_renewal=2026-01-14T19:43:30Z');
  expect(lines[1]).toContain('ERROR Port 54321 is lost');
});

test('each sink has its own memory of what was told', () => {
  const error = new Error('no space left');
  events.sink({ type: 'failed', sink: 'port-file', value, error, retryAt: now + 1_000 });
  events.sink({ type: 'failed', sink: 'data-file', value, error, retryAt: now + 1_000 });
  events.sink({ type: 'failed', sink: 'port-file', value, error, retryAt: now + 2_000 });
  expect(lines).toHaveLength(2);
  events.sink({ type: 'contended', sink: 'qbittorrent', retryAt: now + 3_600_000 });
  expect(lines[2]).toContain('retry_at=2026-01-14T20:30:00Z');
});
