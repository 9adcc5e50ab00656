import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { switchForwardingOn } from './switch-forwarding-on.ts';

function setting(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'ip_forward');
  writeFileSync(file, text);
  return file;
}

test.each(['0\n', '1\n'])('the forwarding of packets is on after it was %j', async (before) => {
  const file = setting(before);
  await switchForwardingOn(file);
  expect(readFileSync(file, 'utf8')).toBe('1\n');
});

test('a setting that cannot be written is an error with the exact setting', async () => {
  // The kernel lets no user write this one.
  await expect(switchForwardingOn('/proc/version')).rejects.toMatchObject({
    code: 'KERNEL_NOT_FORWARDING',
    advice: expect.stringContaining('net.ipv4.ip_forward=1'),
  });
});
