import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withKeyFile } from './with-key-file.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a key is in a file that only we can read, and the file is gone afterwards', async () => {
  const folder = emptyFolder();
  const use = async (file: string) => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    return readFileSync(file, 'utf8');
  };
  expect(await withKeyFile('the key', use, folder)).toBe('the key');
  expect(readdirSync(folder)).toEqual([]);
});

test('a key’s file is gone as well when it was of no use', async () => {
  const folder = emptyFolder();
  const use = () => Promise.reject(new Error('wg failed'));
  await expect(withKeyFile('the key', use, folder)).rejects.toThrow('wg failed');
  expect(readdirSync(folder)).toEqual([]);
});

test('the runtime folder of the unit is used where there is one', async () => {
  const folder = emptyFolder();
  process.env.RUNTIME_DIRECTORY = `${folder}:/nowhere`;
  onTestFinished(() => {
    delete process.env.RUNTIME_DIRECTORY;
  });
  expect(await withKeyFile('the key', async (file) => dirname(dirname(file)))).toBe(folder);
});
