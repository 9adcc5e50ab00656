import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, test } from 'vitest';
import { AppFile } from './app-file.ts';
import { temporaryPath } from './temporary-path.ts';

test('overlapping writes take effect in the order of the calls', async () => {
  const path = join(temporaryFolder(), 'port.txt');
  const file = new AppFile({ path, mode: 0o644, log: recordedLog().log });
  await Promise.all(['1', '22', '333'].map((text) => file.write(text)));
  expect(readFileSync(path, 'utf8')).toBe('333');
});

test('a failed write does not prevent the next one', async () => {
  const folder = join(temporaryFolder(), 'folder');
  writeFileSync(folder, 'in the way');
  const file = new AppFile({ path: join(folder, 'port.txt'), mode: 0o644, log: recordedLog().log });
  await expect(file.write('1')).rejects.toThrow('not a folder');
  await expect(file.write('2')).rejects.toThrow('not a folder');
});

test('the leftovers of a killed write are removed at the first write, not earlier', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'port.txt');
  writeFileSync(temporaryPath(path), 'torn');
  const file = new AppFile({ path, mode: 0o644, log: recordedLog().log });
  expect(readdirSync(folder)).toHaveLength(1);
  await file.write('1');
  expect(readdirSync(folder)).toEqual(['port.txt']);
});
