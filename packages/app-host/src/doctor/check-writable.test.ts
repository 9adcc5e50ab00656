import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWritable, UnwritableError } from './check-writable.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portkeep-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('checkWritable', () => {
  it('leaves nothing behind and an existing file as it is', async () => {
    const path = join(folder, 'port.txt');
    writeFileSync(path, '1234\n');
    expect(await checkWritable(path)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['port.txt']);
    expect(readFileSync(path, 'utf8')).toBe('1234\n');
  });

  it('does not make a missing folder, which the app will', async () => {
    expect(await checkWritable(join(folder, 'a', 'b', 'port.txt'))).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('knows the folder that Docker makes in place of a missing file', async () => {
    const path = join(folder, 'port.txt');
    mkdirSync(path);
    await expect(checkWritable(path)).rejects.toThrow(/is a folder: Docker makes one.*; remove it/);
  });

  it('refuses a path that goes through a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    const refusal = checkWritable(join(folder, 'file', 'port.txt'));
    await expect(refusal).rejects.toBeInstanceOf(UnwritableError);
    await expect(refusal).rejects.toThrow('a part of the path is not a folder');
  });

  it('asks for a folder rather than for the root to be given away', async () => {
    // No user can make a folder there, root included.
    const refusal = checkWritable('/proc/portkeep/port.txt');
    await expect(refusal).rejects.toThrow('the folder /proc/portkeep does not exist');
    await expect(refusal).rejects.toThrow(/; mount a folder there that \d+:\d+ may write$/);
  });

  it('accepts a device', async () => {
    expect(await checkWritable('/dev/null')).toBeUndefined();
  });
});
