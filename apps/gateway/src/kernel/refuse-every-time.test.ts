import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { refuseEveryTime } from './refuse-every-time.ts';

test('refusals are not limited to one a second', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'icmp_ratelimit');
  writeFileSync(file, '1000\n');
  await refuseEveryTime(file);
  expect(readFileSync(file, 'utf8')).toBe('0\n');
});

test('a limit that cannot be changed is no error', async () => {
  // The kernel allows no user to write this one.
  await expect(refuseEveryTime('/proc/version')).resolves.toBeUndefined();
});
