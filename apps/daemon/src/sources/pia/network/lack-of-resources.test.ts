import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isLackOfResources, lackOfResources } from './lack-of-resources.ts';

const program = fileURLToPath(new URL('../../../../test/without-descriptors.ts', import.meta.url));

test.each(['ENETUNREACH', 'EACCES', 'EINVAL', undefined])(
  'the code %s is not blamed on this machine',
  (code) => {
    expect(lackOfResources('look', code)).toBeUndefined();
  },
);

test('a missing file descriptor is reported with what to do about it', () => {
  const lack = lackOfResources('look', 'EMFILE');
  expect(isLackOfResources(lack)).toBe(true);
  expect(lack?.message).toMatch(/^Cannot look: no file descriptor is left \(EMFILE\); raise /);
});

test('a process without file descriptors reports that, instead of seeing an empty network', async () => {
  const command = `ulimit -n 64; exec "${process.execPath}" "${program}"`;
  const { stdout } = await promisify(execFile)('sh', ['-c', command]);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/Cannot read the network devices: no file descriptor is left \(EMFILE\)/),
    expect.stringMatching(/Cannot find the route .* no file descriptor is left \(EMFILE\)/),
  ]);
});
