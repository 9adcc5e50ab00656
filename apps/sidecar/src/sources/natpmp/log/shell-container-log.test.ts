import { readEnvironment } from '@portkeep/app-host';
import { NatPmpError, type Protocol } from '@portkeep/natpmp-client/core';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, leaseOf, UNAUTHORIZED } from '../../../../test/natpmp-fixtures.ts';
import { variables } from '../../../variables.ts';
import { localTime } from './local-time.ts';
import { type LoggedEvent, ShellContainerLog } from './shell-container-log.ts';

const START = Date.UTC(2026, 0, 14, 19, 30);

type Tried = Partial<LoggedEvent['source']>;

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
  const { log, lines } = recordedLog({ level: 'info', plain: true });
  const containerLog = new ShellContainerLog({
    log,
    now: () => now,
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
  const idle = { triesInCycle: 0, failedCycles: 0, retriesInFailedCycle: 0 };
  const follow = (protocol: Protocol, error: unknown, seconds: number, tried: Tried) => {
    const event = { type: 'failed', error, attempt: 1, retryAt: now + seconds * 1_000 } as const;
    containerLog.add({ protocol, source: { ...idle, ...tried }, event });
  };
  return {
    lines,
    containerLog,
    follow,
    pass: (ms: number) => {
      now += ms;
    },
    succeed(protocol: Protocol, port = 62_610) {
      containerLog.asking(protocol);
      now += 250;
      const lease = leaseOf(protocol, port, now - 250);
      containerLog.mapped(lease.value, ` ${JSON.stringify({ external_port: port, protocol })}\n`);
      containerLog.add({ protocol, source: idle, event: { type: 'renewed', lease } });
    },
    fail(protocol: Protocol, error: unknown, seconds: number, tried: Tried) {
      containerLog.asking(protocol);
      now += 250;
      containerLog.failed(protocol, error, body);
      follow(protocol, error, seconds, tried);
    },
  };
}

const header = (at: number) =>
  `[${localTime(at)}] Requesting NAT-PMP port mappings for port 6881...`;
const tcpOk = '  ✓ tcp mapping successful: {"external_port":62610,"protocol":"tcp"}';

test('a round is logged in the lines of the shell container', () => {
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
    '',
    header(START + 45_240),
    '  → tcp mapping...',
    tcpOk,
  ]);
});

test('a failure is logged with the answer, what to do, and the next try', () => {
  const body = '{"error":"Failed to request port mapping"}';
  const { lines, fail, succeed } = setUp({ protocols: ['tcp'], body });
  fail('tcp', GATEWAY_FAILED, 1, { triesInCycle: 1 });
  fail('tcp', GATEWAY_FAILED, 2, { triesInCycle: 2 });
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
    '',
  ]);
});

test('retries that are used up and failed cycles are counted', () => {
  const timeout = new NatPmpError('NATPMP_TIMEOUT', 'No answer', 'wait');
  const { lines, fail } = setUp({ protocols: ['tcp'], retries: { count: 1, delayMs: 5_000 } });
  fail('tcp', timeout, 5, { triesInCycle: 1 });
  fail('tcp', timeout, 40, { failedCycles: 3, retriesInFailedCycle: 1 });
  expect(lines.slice(2)).toEqual([
    '  ✗ tcp mapping failed: Network error or timeout',
    '    NATPMP_TIMEOUT: No answer; wait',
    '    Retry attempt 1/1 after 5s...',
    '  ✗ tcp mapping failed: Network error or timeout',
    '  ✗ tcp mapping failed after 1 retries',
    '  ⚠ All protocols failed. Consecutive failures: 3/10',
    '  Sleeping 40s until next renewal...',
    '',
  ]);
});

test('the log counts the retries that were made, not those that are configured', () => {
  const { lines, fail } = setUp({ protocols: ['tcp'], retries: { count: 10, delayMs: 20_000 } });
  fail('tcp', GATEWAY_FAILED, 20, { triesInCycle: 1 });
  fail('tcp', GATEWAY_FAILED, 20, { triesInCycle: 2 });
  fail('tcp', GATEWAY_FAILED, 20, { failedCycles: 1, retriesInFailedCycle: 2 });
  expect(lines).toContain('  ✗ tcp mapping failed after 2 retries');
  expect(lines.join()).not.toContain('after 10 retries');
});

test('a refusal was not retried, and its line says so', () => {
  const { lines, fail } = setUp({ protocols: ['tcp'], retries: { count: 3, delayMs: 5_000 } });
  fail('tcp', UNAUTHORIZED, 45, { failedCycles: 1 });
  expect(lines).toContain('  ✗ tcp mapping failed after 0 retries');
});

test('while another protocol works, the log names only the one that failed', () => {
  const { lines, succeed, fail } = setUp();
  succeed('tcp');
  fail('udp', UNAUTHORIZED, 45, { failedCycles: 1 });
  expect(lines).toContain('  ⚠ udp failed. Consecutive failures: 1/10');
  expect(lines.join()).not.toContain('All protocols');
});

test('where all protocols fail, each number is reported once', () => {
  const { lines, fail } = setUp();
  for (const failedCycles of [1, 2]) {
    fail('tcp', UNAUTHORIZED, 45, { failedCycles });
    fail('udp', UNAUTHORIZED, 45, { failedCycles });
  }
  expect(lines.filter((line) => line.includes('⚠'))).toEqual([
    '  ⚠ tcp failed. Consecutive failures: 1/10',
    '  ⚠ All protocols failed. Consecutive failures: 1/10',
    '  ⚠ All protocols failed. Consecutive failures: 2/10',
  ]);
});

test('when all protocols fail after a success, their failures are counted from one again', () => {
  const { lines, fail, succeed } = setUp({ protocols: ['tcp'] });
  for (const failedCycles of [1, 2, 1]) {
    fail('tcp', UNAUTHORIZED, 45, { failedCycles });
    if (failedCycles === 2) succeed('tcp');
  }
  const numbers = lines.flatMap((line) => /All protocols failed.*: (\d+)/.exec(line)?.[1] ?? []);
  expect(numbers).toEqual(['1', '2', '1']);
});

test('the end is logged in the lines of the shell container, however long the failure has lasted', () => {
  const { lines, fail, pass } = setUp({ protocols: ['tcp'] });
  for (let failedCycles = 6; failedCycles <= 10; failedCycles += 1) {
    fail('tcp', UNAUTHORIZED, 20, { failedCycles });
    pass(20_000);
  }
  expect(lines.slice(-8)).toEqual([
    '  ✗ tcp mapping failed after 0 retries',
    '  ⚠ All protocols failed. Consecutive failures: 10/10',
    '',
    'ERROR: Reached maximum consecutive failures (10)',
    'Exiting due to persistent connectivity issues. Please check:',
    '  - NAT-PMP service is running and accessible',
    '  - Network connectivity is stable',
    '  - API token is valid (if using authentication)',
  ]);
});

test('the end is logged below the protocol that caused it, also after a silence', () => {
  const { lines, fail, succeed, pass } = setUp();
  for (let failedCycles = 6; failedCycles <= 10; failedCycles += 1) {
    fail('tcp', UNAUTHORIZED, 20, { failedCycles });
    if (failedCycles < 10) succeed('udp');
    pass(20_000);
  }
  expect(lines.slice(-9, -6)).toEqual([
    '  → tcp mapping...',
    '  ✗ tcp mapping failed after 0 retries',
    '  ⚠ tcp failed. Consecutive failures: 10/10',
  ]);
});

test('what follows from a failure is logged below it, even when the next request has already begun', () => {
  const { lines, containerLog, follow } = setUp();
  containerLog.asking('tcp');
  containerLog.failed('tcp', UNAUTHORIZED, '');
  containerLog.asking('udp');
  containerLog.failed('udp', UNAUTHORIZED, '');
  follow('tcp', UNAUTHORIZED, 45, { failedCycles: 1 });
  follow('udp', UNAUTHORIZED, 45, { failedCycles: 1 });
  expect(lines.filter((line) => /→|⚠/.test(line))).toEqual([
    '  → tcp mapping...',
    '  ⚠ tcp failed. Consecutive failures: 1/10',
    '  → udp mapping...',
    '  ⚠ All protocols failed. Consecutive failures: 1/10',
  ]);
});

test('a retry names its protocol when another one was requested in between', () => {
  const { lines, fail, succeed } = setUp();
  fail('tcp', GATEWAY_FAILED, 1, { triesInCycle: 1 });
  fail('udp', GATEWAY_FAILED, 1, { triesInCycle: 1 });
  fail('tcp', GATEWAY_FAILED, 2, { triesInCycle: 2 });
  fail('tcp', GATEWAY_FAILED, 4, { triesInCycle: 3 });
  succeed('udp');
  expect(lines.filter((line) => /→|Retry|✓/.test(line))).toEqual([
    '  → tcp mapping...',
    '    Retry attempt 1 after 1s...',
    '  → udp mapping...',
    '    Retry attempt 1 after 1s...',
    '  → tcp mapping...',
    '    Retry attempt 2 after 2s...',
    '    Retry attempt 3 after 4s...',
    '  → udp mapping...',
    expect.stringContaining('✓ udp mapping successful'),
  ]);
});

test('a failure that is logged once a minute appears below its own protocol', () => {
  const { lines, fail, succeed, pass } = setUp({ retries: { count: 0, delayMs: 0 } });
  for (let cycle = 1; cycle <= 5; cycle += 1) {
    fail('tcp', GATEWAY_FAILED, 45, { failedCycles: cycle });
    succeed('udp');
    pass(44_500);
  }
  const heading = (index: number) => lines.slice(0, index).findLast((line) => line.includes('→'));
  const headings = lines.flatMap((line, index) => (line.includes('⚠') ? heading(index) : []));
  expect(headings.length).toBeGreaterThan(2);
  expect(new Set(headings)).toEqual(new Set(['  → tcp mapping...']));
});

test('blank lines set off the configuration and the last lines', () => {
  const { lines, containerLog } = setUp();
  const { values } = readEnvironment(variables, {
    NATPMP_SERVICE: 'natpmp:8080',
    INTERNAL_PORT: '6881',
  });
  const stop = new AbortController();
  containerLog.begin({ values, signal: stop.signal });
  expect(lines.slice(-2)).toEqual(['Max Consecutive Failures: 10', '']);
  stop.abort();
  expect(lines.slice(-2)).toEqual(['', 'Received shutdown signal, exiting gracefully...']);
});

test('a long page of a proxy is cut in the log', () => {
  const { lines, fail } = setUp({ protocols: ['tcp'], body: `  ${'x'.repeat(9_999)}` });
  fail('tcp', GATEWAY_FAILED, 1, { triesInCycle: 1 });
  expect(lines[2]).toBe(`  ✗ tcp mapping failed (HTTP 500): ${'x'.repeat(200)}`);
});

test('while one protocol is retried the round stays open, and a lasting failure falls silent', () => {
  const { lines, fail, succeed, pass } = setUp();
  succeed('tcp');
  for (let tries = 1; tries <= 7; tries += 1) {
    fail('udp', GATEWAY_FAILED, 10, { triesInCycle: tries });
    pass(10_000);
  }
  expect(lines.join('\n')).not.toContain('Sleeping');
  const told = lines.length;
  fail('udp', GATEWAY_FAILED, 10, { triesInCycle: 8 });
  expect(lines).toHaveLength(told);
  succeed('tcp');
  expect(lines.join('\n')).not.toContain('Sleeping');
  succeed('udp');
  expect(lines.slice(-3)).toEqual([
    expect.stringContaining('✓ udp mapping successful'),
    '  Sleeping 45s until next renewal...',
    '',
  ]);
});
