import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { isOwnWord } from './own-words.ts';
import { secretBlemishes } from './secret-blemishes.ts';

function writtenProgram(): string {
  const program = join(temporaryFolder(), 'main.cjs');
  writeFileSync(program, "log.info('The gateway holds port p1234567')");
  return program;
}

test.each([
  ['gateway', true],
  ['gatewa', true],
  ['horses', false],
  // An example inside a text is not a word: only the account itself has it.
  ['p1234567', false],
])('the text %s counts as a word of the program: %s', (text, expected) => {
  expect(isOwnWord(text, writtenProgram())).toBe(expected);
});

test('a program that cannot be read has no words', () => {
  expect(isOwnWord('gateway', '/nowhere/main.cjs')).toBe(false);
});

test('a secret that is a word of the running program leads to a warning', () => {
  const argv = process.argv[1];
  process.argv[1] = writtenProgram();
  try {
    expect(secretBlemishes('gateway')).toContain('is a word that the log itself uses');
    expect(secretBlemishes('horses')).toBeUndefined();
  } finally {
    process.argv[1] = argv ?? '';
  }
});
