import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandLine } from '@portkeep/app-host';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { inspectCommand } from './inspect-program.ts';

const { PATH } = process.env;

function script(content: string, mode = 0o755): string {
  const file = join(temporaryFolder(), 'hook');
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

/** What is wrong and what to do, in one line. */
function inspected(command: CommandLine, path: string | undefined): string | undefined {
  const flaw = inspectCommand(command, path);
  return flaw && `${flaw.problem}; ${flaw.advice}`;
}

test.each([
  ['#!/bin/sh\r\necho\r\n', 0o755, 'CR LF'],
  ['#!/usr/bin/env sh\r\n', 0o755, 'CR LF'],
  ['#!/nowhere/bash\n', 0o755, 'names /nowhere/bash, which is not here'],
  ['#!/usr/bin/env nowhere-bash\n', 0o755, 'names nowhere-bash, which is not here'],
  ['\uFEFF#!/bin/sh\n', 0o755, 'byte order mark'],
  ['#!/bin/sh\n', 0o644, 'run: chmod +x /'],
])('the script %j of mode %o is named with the reason', (content, mode, reason) => {
  const file = script(content, mode);
  expect(inspected([file], PATH)).toMatch(new RegExp(`^${file}: `));
  expect(inspected([file], PATH)).toContain(reason);
  // Found in PATH or started by a shell, it is the same script.
  expect(inspected(['hook'], dirname(file))).toContain(reason);
  expect(inspected(['/bin/sh', '-c', `${file} "$PORT"`], PATH)).toContain(reason);
});

test('a script passed to a shell need not be executable, but needs Unix line endings', () => {
  expect(inspected(['/bin/sh', script('echo\n', 0o644)], PATH)).toBeUndefined();
  expect(inspected(['/bin/sh', script('echo\r\n', 0o644)], PATH)).toContain('CR LF');
  expect(inspected(['/bin/sh', '/nowhere/hook'], PATH)).toContain('it does not exist');
});

test('a program that is missing, not in PATH, or a folder is reported with that reason', () => {
  expect(inspected(['/nowhere/hook'], PATH)).toContain('/nowhere/hook: it does not exist');
  expect(inspected(['nowhere-hook'], PATH)).toContain('in no folder of PATH');
  const folder = join(temporaryFolder(), 'hook');
  mkdirSync(folder);
  expect(inspected([folder], PATH)).toContain('it is a folder');
});

test.each([
  [['/bin/sh', '-c', 'echo "$PORT"']],
  [['sh', '-c', 'true']],
  [['/usr/bin/env', 'true']],
] as const)('the command %o has no fault', (command) => {
  expect(inspected(command, PATH)).toBeUndefined();
});

test('scripts with a usual first line have no fault', () => {
  for (const line of [
    '#!/bin/sh -e',
    '#! /bin/sh',
    '#!/usr/bin/env sh',
    '#!/usr/bin/env -S sh -e',
  ]) {
    expect(inspected([script(`${line}\ntrue\n`)], PATH)).toBeUndefined();
  }
});
