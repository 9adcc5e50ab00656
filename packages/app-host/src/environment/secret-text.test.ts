import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { readSecretFile } from './secret-text.ts';

test.each([
  ['UTF-16', Buffer.from('\uFEFFhunter2', 'utf16le'), 'it is not UTF-8; save it as UTF-8'],
  ['UTF-16 without its mark', Buffer.from('hunter2', 'utf16le'), 'it is not UTF-8'],
  ['Latin-1', Buffer.from('hünter2', 'latin1'), 'it is not UTF-8'],
  ['more than a secret', Buffer.alloc(65_537, 'x'), 'it has more than 65536 bytes'],
  ['two lines', Buffer.from('one\ntwo\n'), 'it has a control character or several lines'],
])('a secret file with %s is refused with that reason', (_, content, problem) => {
  const file = join(temporaryFolder(), 'secret');
  writeFileSync(file, content);
  expect(() => readSecretFile(file)).toThrow(problem);
});
