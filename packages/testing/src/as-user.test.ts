import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { asUser } from './as-user.ts';

const root = process.getuid?.() === 0;

test.runIf(root)('a command of another user can read the repository', () => {
  const [program = '', ...words] = [...asUser(4322, 4321), process.execPath, '-p'];
  const read = `[process.getuid(), process.getgid(), require(${JSON.stringify(import.meta.dirname)} + '/../package.json').name]`;
  const { stdout, stderr } = spawnSync(program, [...words, read], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toBe("[ 4322, 4321, '@portkeep/testing' ]\n");
});
