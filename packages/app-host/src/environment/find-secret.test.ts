import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { findSecret } from './find-secret.ts';
import { takeSecret } from './secret-text.ts';

function found(environment: Record<string, string>): string | undefined {
  const result = findSecret('PIA_PASS', environment);
  return 'problem' in result ? result.problem : result.secret?.read();
}

test('a secret is looked up in the variable, its file and the credential, in this order', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, 'from file\n');
  writeFileSync(join(folder, 'pia_pass'), 'from credential\n');
  const CREDENTIALS_DIRECTORY = folder;
  expect(found({ PIA_PASS: 'direct', CREDENTIALS_DIRECTORY })).toBe('direct');
  expect(found({ PIA_PASS: '', PIA_PASS_FILE: file, CREDENTIALS_DIRECTORY })).toBe('from file');
  expect(found({ PIA_PASS: '', PIA_PASS_FILE: '', CREDENTIALS_DIRECTORY })).toBe('from credential');
  expect(found({ CREDENTIALS_DIRECTORY: join(folder, 'none') })).toBeUndefined();
  expect(found({})).toBeUndefined();
});

test('a secret that is set in both forms is a problem, and the problem does not quote it', () => {
  expect(found({ PIA_PASS: 'hunter2', PIA_PASS_FILE: '/x' })).toBe(
    'PIA_PASS and PIA_PASS_FILE are both set; keep one of them',
  );
});

test('a secret file that is missing or empty is a problem', () => {
  const empty = join(temporaryFolder(), 'empty');
  writeFileSync(empty, '\n');
  expect(found({ PIA_PASS_FILE: `${empty}-not` })).toBe(
    `PIA_PASS_FILE: cannot use ${empty}-not: it does not exist`,
  );
  expect(found({ PIA_PASS_FILE: empty })).toBe(`PIA_PASS_FILE: cannot use ${empty}: it is empty`);
});

test('an empty credential is a problem, because it was meant to hold a secret', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'pia_pass'), '');
  expect(found({ CREDENTIALS_DIRECTORY: folder })).toContain(
    'PIA_PASS (from CREDENTIALS_DIRECTORY)',
  );
});

test('the function take extracts the secret from the given text, and from a changed file too', () => {
  const file = join(temporaryFolder(), 'two');
  writeFileSync(file, 'one\ntwo\n');
  const take = (given: string) => takeSecret(given.split('\n')[1] ?? '');
  const result = findSecret('PIA_LOGIN', { PIA_LOGIN_FILE: file }, take);
  if ('problem' in result) throw new Error(result.problem);
  expect(result.secret?.read()).toBe('two');
  writeFileSync(file, 'one\nthree\n');
  expect(result.secret?.hasNewText()).toBe(true);
  expect(result.secret?.read()).toBe('three');
  expect(findSecret('PIA_LOGIN', { PIA_LOGIN: 'one\ntwo' }, take)).toMatchObject({ secret: {} });
  expect(findSecret('PIA_LOGIN', { PIA_LOGIN: 'one' }, take)).toEqual({
    problem: 'PIA_LOGIN is empty',
  });
});
