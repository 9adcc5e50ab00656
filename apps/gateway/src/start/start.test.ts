import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeClock } from '@portkeep/port-lease/testing';
import { temporaryFolder } from '@portkeep/testing';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { FakeKernel } from '../../test/fake-kernel.ts';
import { KernelError } from '../kernel/kernel-error.ts';
import { interfaceName } from '../values/interface-name.ts';
import { awaitForwarding } from './await-forwarding.ts';
import { awaitLan } from './await-lan.ts';
import { closeFirst } from './close-first.ts';
import { notifySystemd } from './notify-systemd.ts';

const { signal } = new AbortController();

/** What a step of the start works with, and what it reports. */
function start() {
  const obstacles: (string | undefined)[] = [];
  const troubles: string[] = [];
  const events = {
    trouble: (topic: string) => void troubles.push(topic),
    over: (topic: string) => void troubles.push(`${topic} over`),
  };
  const status = { obstacle: (text: string | undefined) => void obstacles.push(text) };
  return { clock: new FakeClock(), events, status, obstacles, troubles };
}

test('the gateway closes everything at its start, and leaves the table of an earlier process alone', async () => {
  const kernel = new FakeKernel();
  await closeFirst(kernel, signal);
  await closeFirst(kernel, signal);
  expect(kernel.calls).toEqual(['close']);
});

test.each([
  [KernelError.missing('wg'), 78, /install the package wireguard-tools$/],
  [KernelError.failed('nft', 'Operation not permitted'), 78, /CAP_NET_ADMIN/],
  [KernelError.timeout('ip', 5_000), 'KERNEL_TIMEOUT', /overloaded$/],
])('the gateway ends at its start with what helps: %s', async (error, code, message) => {
  const kernel = new FakeKernel();
  kernel.failure = error;
  await expect(closeFirst(kernel, signal)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

test('IP forwarding that cannot be switched on is waited for, with the setting that helps', async () => {
  const { clock, obstacles, troubles, ...options } = start();
  const stop = new AbortController();
  // No process can write it, as with a read-only /proc/sys.
  const unwritable = { ...options, clock, signal: stop.signal, file: '/proc/version' };
  const ended = expect(awaitForwarding(unwritable)).rejects.toThrow('the end');
  while (obstacles.length < 2) await clock.advance(1_000);
  expect(obstacles[1]).toMatch(/; set net\.ipv4\.ip_forward=1 /);
  stop.abort(new Error('the end'));
  await ended;
  const file = join(temporaryFolder(), 'ip_forward');
  writeFileSync(file, '0\n');
  await awaitForwarding({ ...options, clock, signal, file });
  expect(readFileSync(file, 'utf8')).toBe('1\n');
  expect(obstacles.at(-1)).toBeUndefined();
  expect(troubles.at(-1)).toBe('forwarding over');
});

test('an interface without an address is waited for, and named, until the app ends', async () => {
  const { clock, obstacles, troubles, ...options } = start();
  const stop = new AbortController();
  const name = v.parse(interfaceName, 'nowhere0');
  const waiting = awaitLan(name, { ...options, clock, signal: stop.signal });
  const ended = expect(waiting).rejects.toThrow('the end');
  await clock.advance(2_500);
  expect(obstacles).toHaveLength(3);
  expect(obstacles[0]).toMatch(/^The interface nowhere0 has no IPv4 address; .*LAN_INTERFACE/);
  stop.abort(new Error('the end'));
  await ended;
});

test('systemd gets its notes by its own program, whose environment has nothing else', async () => {
  const folder = temporaryFolder();
  const program = join(folder, 'systemd-notify');
  writeFileSync(program, `#!/bin/sh\n{ echo "$@"; env; } > ${join(folder, 'noted')}\n`);
  chmodSync(program, 0o755);
  const environment = {
    NOTIFY_SOCKET: '/run/x',
    PATH: `${folder}:/usr/bin:/bin`,
    PIA_PASS: 'secret',
  };
  await notifySystemd(['--ready', '--status=No tunnel yet'], environment);
  const noted = readFileSync(join(folder, 'noted'), 'utf8');
  expect(noted).toMatch(/^--ready --status=No tunnel yet\n/);
  expect(noted).toContain('NOTIFY_SOCKET=/run/x');
  expect(noted).not.toContain('secret');
});

test('without systemd nothing is noted, and a missing program of systemd ends nothing', async () => {
  await notifySystemd(['--ready'], { PATH: '/nowhere' });
  await notifySystemd(['--ready'], { PATH: '/nowhere', NOTIFY_SOCKET: '/run/x' });
});
