import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@portkeep/app-host';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { piaStateEntries } from './pia-state.ts';
import { openStateAccess } from './state-access.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portkeep-doctor-'));
  path = join(folder, 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const log = createLog({
  level: 'error',
  format: 'text',
  color: false,
  write: () => undefined,
  hide: (text) => text,
});
const open = (signal = new AbortController().signal) =>
  openStateAccess({ path, schema: v.looseObject(piaStateEntries), log, signal });

describe('openStateAccess', () => {
  test('a command takes the lock of the state in place of the app, and gives it back', async () => {
    const first = await open();
    expect(first.kind).toBe('own');
    const second = await open();
    expect(second.kind).toBe('foreign');
    first.release();
    const third = await open();
    expect(third.kind).toBe('own');
    third.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('openStateAccess does not use a state that cannot be saved', async () => {
    mkdirSync(path);
    expect(await open()).toMatchObject({
      kind: 'unusable',
      error: { message: expect.stringContaining('is a folder') },
    });
  });

  test('openStateAccess rejects with the reason of the signal, and then holds no lock', async () => {
    const reason = new Error('Stopped');
    await expect(open(AbortSignal.abort(reason))).rejects.toBe(reason);
    const next = await open();
    expect(next.kind).toBe('own');
    next.release();
  });
});
