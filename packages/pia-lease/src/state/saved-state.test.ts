import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { piaStateEntries } from './pia-state.ts';
import { readSavedState } from './saved-state.ts';

const schema = v.looseObject(piaStateEntries);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portkeep-doctor-'));
  path = join(folder, 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('readSavedState', () => {
  test('readSavedState reads what an app saved, and refuses to change it', async () => {
    writeFileSync(path, '{"version":1,"salt":"c2FsdA==","gateway":"10.9.128.1"}');
    const state = await readSavedState(path, schema);
    expect(state.current.gateway).toBe('10.9.128.1');
    await expect(state.update({ gateway: '10.0.0.1' })).rejects.toThrow('another process');
    expect(state.current.gateway).toBe('10.9.128.1');
  });

  test('readSavedState leaves alone a file that it cannot use, and the temporary files of an app', async () => {
    writeFileSync(path, '{"version":');
    writeFileSync(join(folder, '.portkeep-state.json-0123456789.tmp'), '');
    expect((await readSavedState(path, schema)).current.claim).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual([
      '.portkeep-state.json-0123456789.tmp',
      'state.json',
    ]);
  });

  test('readSavedState distinguishes a file that cannot be read from a missing one', async () => {
    await expect(readSavedState(folder, schema)).rejects.toThrow(`Cannot read ${folder}`);
    expect((await readSavedState(path, schema)).current.token).toBeUndefined();
  });
});
