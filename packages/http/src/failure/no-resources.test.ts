import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../test/without-descriptors.ts', import.meta.url));

test('over either transport, a request for which no file descriptor is left counts as not sent, and this machine is blamed', async () => {
  const command = `ulimit -n 64; exec "${process.execPath}" "${program}"`;
  const { stdout } = await promisify(execFile)('sh', ['-c', command]);
  const failure = { kind: 'no-resources', code: 'EMFILE', maybeSent: false };
  expect(JSON.parse(stdout)).toMatchObject([failure, failure]);
});
