import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { readConfigurationFile } from './read-configuration-file.ts';

test('the text of a configuration file is read, and that of an empty file is empty', () => {
  const path = join(temporaryFolder(), 'password');
  writeFileSync(path, 'pässword\n');
  expect(readConfigurationFile(path)).toBe('pässword\n');
  writeFileSync(path, '');
  expect(readConfigurationFile(path)).toBe('');
});

test('little more than a mebibyte is read of a huge file or an endless device', () => {
  const path = join(temporaryFolder(), 'password');
  writeFileSync(path, '');
  truncateSync(path, 1024 ** 4);
  expect(() => readConfigurationFile(path)).toThrow('it has more than 1048576 bytes');
  expect(() => readConfigurationFile('/dev/zero')).toThrow('it has more than 1048576 bytes');
});

/** Reads in a separate process, which can be killed if it waits forever. */
function readBy(program: string, ...words: readonly string[]): string {
  const script = `
    import { readConfigurationFile } from ${JSON.stringify(import.meta.resolve('./read-configuration-file.ts'))};
    process.stdout.write(readConfigurationFile(process.argv[1]));`;
  const node = [process.execPath, '--input-type=module', '--eval', script, ...words];
  const shell = ['-c', program, ...node];
  return execFileSync('/bin/sh', shell, {
    encoding: 'utf8',
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
}

test('a pipe without a writer counts as empty and is not waited for', () => {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  expect(readBy('exec "$0" "$@"', path)).toBe('');
});

test('a pipe of the shell that is filled after a moment is read to its end', () => {
  const text = readBy('(sleep 0.5; printf hun; sleep 0.2; printf ter2) | "$0" "$@"', '/dev/stdin');
  expect(text).toBe('hunter2');
});

test('a missing file and a folder in its place fail with the errors of the system', () => {
  const folder = temporaryFolder();
  expect(() => readConfigurationFile(join(folder, 'none'))).toThrow('ENOENT');
  expect(() => readConfigurationFile(folder)).toThrow('EISDIR');
});
