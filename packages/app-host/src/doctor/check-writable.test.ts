import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkWritable, UnwritableError } from './check-writable.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portkeep-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('checkWritable()', () => {
  test('checkWritable() leaves nothing behind and does not change an existing file', async () => {
    const path = join(folder, 'port.txt');
    writeFileSync(path, '1234\n');
    expect(await checkWritable(path)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['port.txt']);
    expect(readFileSync(path, 'utf8')).toBe('1234\n');
  });

  test('checkWritable() does not create a missing folder, which the app will create', async () => {
    expect(await checkWritable(join(folder, 'a', 'b', 'port.txt'))).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('checkWritable() recognises the folder that Docker creates in place of a missing file', async () => {
    const path = join(folder, 'port.txt');
    mkdirSync(path);
    await expect(checkWritable(path)).rejects.toThrow(/is a folder: Docker makes one.*; remove it/);
  });

  test('checkWritable() refuses a path that goes through a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    const refusal = checkWritable(join(folder, 'file', 'port.txt'));
    await expect(refusal).rejects.toBeInstanceOf(UnwritableError);
    await expect(refusal).rejects.toThrow('a part of the path is not a folder');
  });

  test('checkWritable() advises to mount a folder rather than to change the owner of the root', async () => {
    // No user can create a folder there, not even root.
    const refusal = checkWritable('/proc/portkeep/port.txt');
    await expect(refusal).rejects.toThrow('the folder /proc/portkeep does not exist');
    await expect(refusal).rejects.toThrow(/; mount a folder there that \d+:\d+ may write$/);
  });

  test('checkWritable() accepts a device', async () => {
    expect(await checkWritable('/dev/null')).toBeUndefined();
  });
});
