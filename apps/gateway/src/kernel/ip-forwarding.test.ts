import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { switchForwardingOn } from './ip-forwarding.ts';

function setting(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'ip_forward');
  writeFileSync(file, text);
  return file;
}

test.each(['0\n', '1\n'])('the forwarding of packets is on after it was %j', async (before) => {
  const file = setting(before);
  expect(await switchForwardingOn(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('1\n');
});

test('a setting that cannot be written is reported as off', async () => {
  // The kernel refuses this one to everyone.
  expect(await switchForwardingOn('/proc/version')).toBe(false);
});
