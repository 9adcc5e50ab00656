import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { programRunner } from './run-program.ts';

const { signal } = new AbortController();

/** A runner that finds this script in the place of wg. */
function runnerOf(script: string, timeoutMs?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'wg');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return programRunner({ path: `${folder}:/usr/bin:/bin`, timeoutMs });
}

test('a program gets its arguments and input as they are, and no secret of our environment', async () => {
  process.env.PIA_PASS = 'hunter2';
  onTestFinished(() => {
    delete process.env.PIA_PASS;
  });
  const run = runnerOf('printf "<%s>" "$@"; cat; env');
  const printed = await run('wg', ['a b', '$(id)', ';'], { signal, input: 'text' });
  expect(printed).toMatch(/^<a b><\$\(id\)><;>text/);
  expect(printed).not.toContain('hunter2');
});

test('the error for a missing program names its package', async () => {
  await expect(programRunner({ path: '/nowhere' })('wg', [], { signal })).rejects.toMatchObject({
    code: 'KERNEL_PROGRAM_MISSING',
    message: 'Cannot find the program wg; install the package wireguard-tools',
  });
});

test.each([
  ['Operation not permitted (you must be root)', 'KERNEL_NOT_PERMITTED', 'CAP_NET_ADMIN'],
  ['Unable to access interface: Permission denied', 'KERNEL_NOT_PERMITTED', 'CAP_NET_ADMIN'],
  ['Unable to access interface: No such device', 'KERNEL_NOT_FOUND', 'No such device'],
  ['Unable to access interface: Protocol not supported', 'KERNEL_NOT_FOUND', 'interface'],
  ['Device "piaw" does not exist.', 'KERNEL_NOT_FOUND', 'piaw'],
  ['Error: syntax error', 'KERNEL_FAILED', 'syntax error'],
  ['', 'KERNEL_FAILED', 'wg failed: Command failed'],
])('a program that fails with "%s" is an error with the code %s', async (text, code, part) => {
  const run = runnerOf(`echo '${text}' | grep . >&2; exit 1`);
  await expect(run('wg', [], { signal })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(part),
  });
});

test('what wg quotes is not shown, because it can be the private key', async () => {
  const run = runnerOf('echo "Line unrecognized: \\`PrivateKey=abc\'" >&2; exit 1');
  const error: unknown = await run('wg', [], { signal }).catch((reason: unknown) => reason);
  expect(String(error)).toContain('Line unrecognized: (not shown)');
  expect(String(error)).not.toContain('abc');
});

test('a program that does not end is killed', async () => {
  await expect(runnerOf('exec sleep 60', 300)('wg', [], { signal })).rejects.toMatchObject({
    code: 'KERNEL_TIMEOUT',
    message: expect.stringContaining('did not end within 0.3 s'),
  });
});

test('an abort ends the program and rejects with the reason', async () => {
  const controller = new AbortController();
  const running = runnerOf('exec sleep 60')('wg', [], { signal: controller.signal });
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(running).rejects.toBe(reason);
  await expect(runnerOf('true')('wg', [], { signal: controller.signal })).rejects.toBe(reason);
});

test('a program that ends without reading its input is not an error', async () => {
  const run = runnerOf('exec 0<&-; echo done');
  expect(await run('wg', [], { signal, input: 'x'.repeat(1_000_000) })).toBe('done\n');
});
