import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { Secret } from './secret.ts';

function secretFile(text: string): string {
  const file = join(temporaryFolder(), 'secret');
  writeFileSync(file, text);
  return file;
}

test('printing, inspecting or serialising a secret does not show it', () => {
  const secret = Secret.of('hunter2');
  const shown = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect(secret, { showHidden: true, depth: 9 }),
    inspect({ nested: [secret] }),
  ];
  expect(shown.join()).not.toContain('hunter2');
  expect(secret.read()).toBe('hunter2');
});

test.each([
  ['hunter2\n', 'hunter2'],
  ['hunter2\r\n', 'hunter2'],
  ['hunter2\n\n', 'hunter2'],
  ['\uFEFFhunter2\r\n', 'hunter2'],
  ['\uFEFF\r\nhunter2', 'hunter2'],
  [' hunter2 ', ' hunter2 '],
])(
  'BOM and line breaks at the ends of %j are not part of the secret, from a file or not',
  (content, text) => {
    expect(Secret.fromFile(secretFile(content)).read()).toBe(text);
    expect(Secret.of(content).read()).toBe(text);
  },
);

test('a secret with spaces at its ends is also hidden without them', () => {
  expect(Secret.of(' hunter2 ').texts()).toEqual([' hunter2 ', 'hunter2']);
});

test('the last text of a secret stays in use while its file is in UTF-16', () => {
  const file = secretFile('old');
  const secret = Secret.fromFile(file);
  writeFileSync(file, Buffer.from('\uFEFFnew', 'utf16le'));
  expect(secret.read()).toBe('old');
});

test('a changed secret file is noticed and read again, and the old text stays known', () => {
  const file = secretFile('old');
  const secret = Secret.fromFile(file);
  expect(secret.hasNewText()).toBe(false);
  writeFileSync(file, 'newer');
  expect(secret.hasNewText()).toBe(true);
  expect(secret.read()).toBe('newer');
  expect(secret.hasNewText()).toBe(false);
  expect(secret.texts()).toEqual(['old', 'newer']);
});

test('a secret file that is rewritten with the same text does not count as changed', () => {
  const file = secretFile('same');
  const secret = Secret.fromFile(file);
  utimesSync(file, 1, 1);
  expect(secret.hasNewText()).toBe(false);
});

test('the last text of a secret stays in use while its file is missing or empty', () => {
  const file = secretFile('old');
  const secret = Secret.fromFile(file);
  writeFileSync(file, '\n');
  expect(secret.read()).toBe('old');
  expect(secret.hasNewText()).toBe(false);
  rmSync(file);
  expect(secret.read()).toBe('old');
  expect(secret.hasNewText()).toBe(false);
});

test.each(['', '\n'])('a secret file that holds %j is refused', (content) => {
  expect(() => Secret.fromFile(secretFile(content))).toThrow('empty');
});
