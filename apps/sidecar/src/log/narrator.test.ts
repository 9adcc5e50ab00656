import { NatPmpError, type Protocol } from '@portkeep/natpmp-client/core';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, leaseOf, UNAUTHORIZED } from '../../test/natpmp-fixtures.ts';
import { recordedLog } from '../../test/recorded-log.ts';
import { localTime } from './local-time.ts';
import { Narrator } from './narrator.ts';

const START = Date.UTC(2026, 0, 14, 19, 30);

function setUp({
  protocols = ['tcp', 'udp'],
  retries,
  body = '',
}: {
  readonly protocols?: readonly Protocol[];
  readonly retries?: { readonly count: number; readonly delayMs: number };
  readonly body?: string;
} = {}) {
  let now = START;
  let answer = '';
  const { log, lines } = recordedLog(true);
  const narrator = new Narrator({
    log,
    now: () => now,
    lastBody: () => answer,
    settings: {
      protocols,
      internalPort: 6881,
      durationSeconds: 60,
      maxConsecutiveFailures: 10,
      gateway: 'natpmp:8080',
      refreshMs: 45_000,
      retries,
    },
  });
  const idle = { triesInCycle: 0, failedCycles: 0 };
  return {
    lines,
    pass: (ms: number) => {
      now += ms;
    },
    succeed(protocol: Protocol, port = 62_610) {
      narrator.asking(protocol);
      now += 250;
      const lease = leaseOf(protocol, port, now - 250);
      answer = ` ${JSON.stringify({ external_port: port, protocol })}\n`;
      narrator.mapped(lease.value);
      narrator.next({ protocol, source: idle, event: { type: 'renewed', lease } });
    },
    fail(protocol: Protocol, error: unknown, seconds: number, triesInCycle: number, cycles = 0) {
      narrator.asking(protocol);
      now += 250;
      answer = body;
      narrator.failed(protocol, error);
      const event = { type: 'failed', error, attempt: 1, retryAt: now + seconds * 1_000 } as const;
      narrator.next({ protocol, source: { triesInCycle, failedCycles: cycles }, event });
    },
  };
}

const header = (at: number) =>
  `[${localTime(at)}] Requesting NAT-PMP port mappings for port 6881...`;
const tcpOk = '  ✓ tcp mapping successful: {"external_port":62610,"protocol":"tcp"}';

test('a round has the lines of the shell container', () => {
  const { lines, succeed, pass } = setUp();
  succeed('tcp');
  succeed('udp');
  pass(44_740);
  succeed('tcp');
  expect(lines).toEqual([
    header(START),
    '  → tcp mapping...',
    tcpOk,
    '  → udp mapping...',
    '  ✓ udp mapping successful: {"external_port":62610,"protocol":"udp"}',
    '  Sleeping 45s until next renewal...',
    header(START + 45_240),
    '  → tcp mapping...',
    tcpOk,
  ]);
});

test('a failure is told with the answer, what to do, and the next try', () => {
  const body = '{"error":"Failed to request port mapping"}';
  const { lines, fail, succeed } = setUp({ protocols: ['tcp'], body });
  fail('tcp', GATEWAY_FAILED, 1, 1);
  fail('tcp', GATEWAY_FAILED, 2, 2);
  succeed('tcp');
  expect(lines).toEqual([
    header(START),
    '  → tcp mapping...',
    `  ✗ tcp mapping failed (HTTP 500): ${body}`,
    '    NATPMP_GATEWAY_FAILED: Cannot map the port: status 500; try again in a second',
    '    Retry attempt 1 after 1s...',
    `  ✗ tcp mapping failed (HTTP 500): ${body}`,
    '    Retry attempt 2 after 2s...',
    tcpOk,
    '  Sleeping 45s until next renewal...',
  ]);
});

test('retries that are used up and failed cycles are counted', () => {
  const timeout = new NatPmpError('NATPMP_TIMEOUT', 'No answer', 'wait');
  const { lines, fail } = setUp({ protocols: ['tcp'], retries: { count: 1, delayMs: 5_000 } });
  fail('tcp', timeout, 5, 1);
  fail('tcp', timeout, 40, 0, 3);
  expect(lines.slice(2)).toEqual([
    '  ✗ tcp mapping failed: Network error or timeout',
    '    NATPMP_TIMEOUT: No answer; wait',
    '    Retry attempt 1/1 after 5s...',
    '  ✗ tcp mapping failed: Network error or timeout',
    '  ✗ tcp mapping failed after 1 retries',
    '  ⚠ tcp failed. Consecutive failures: 3/10',
    '  Sleeping 40s until next renewal...',
  ]);
});

test('a refusal is not called a matter of retries', () => {
  const { lines, fail } = setUp({ protocols: ['tcp'], retries: { count: 3, delayMs: 5_000 } });
  fail('tcp', UNAUTHORIZED, 45, 0, 1);
  expect(lines.join()).not.toContain('retries');
});

test('the page of a proxy is cut', () => {
  const { lines, fail } = setUp({ protocols: ['tcp'], body: `  ${'x'.repeat(9_999)}` });
  fail('tcp', GATEWAY_FAILED, 1, 1);
  expect(lines[2]).toBe(`  ✗ tcp mapping failed (HTTP 500): ${'x'.repeat(200)}`);
});

test('while one protocol is retried the round stays open, and what lasts falls silent', () => {
  const { lines, fail, succeed, pass } = setUp();
  succeed('tcp');
  for (let tries = 1; tries <= 7; tries += 1) {
    fail('udp', GATEWAY_FAILED, 10, tries);
    pass(10_000);
  }
  expect(lines.join('\n')).not.toContain('Sleeping');
  const told = lines.length;
  fail('udp', GATEWAY_FAILED, 10, 8);
  expect(lines).toHaveLength(told);
  succeed('tcp');
  expect(lines.join('\n')).not.toContain('Sleeping');
  succeed('udp');
  expect(lines.slice(-2)).toEqual([
    expect.stringContaining('✓ udp mapping successful'),
    '  Sleeping 45s until next renewal...',
  ]);
});
