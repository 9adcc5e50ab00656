import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdvisedError } from '@portkeep/app-host';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { check } from '../../../test/doctor/fake-examination.ts';
import { files } from './files.ts';

let folder: string;
let environment: Record<string, string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portkeep-doctor-'));
  environment = {
    PORT_FILE: join(folder, 'port.txt'),
    PORT_DATA_FILE: join(folder, 'port.json'),
    STATE_FILE: join(folder, 'state.json'),
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the files step', () => {
  test('the files step finds the files writable and writes none of them', async () => {
    const { finding } = await check(files, { environment });
    expect(finding.mark).toBe('passed');
    for (const path of Object.values(environment)) expect(finding.headline).toContain(path);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('the files step names every file that cannot be written', async () => {
    mkdirSync(join(folder, 'port.txt'));
    mkdirSync(join(folder, 'state.json'));
    const { finding } = await check(files, { environment });
    expect(finding).toMatchObject({ mark: 'failed', headline: 'The files cannot be written' });
    const causes = finding.notes.filter((note) => note.startsWith('cause:'));
    expect(causes).toHaveLength(2);
    expect(causes.join()).not.toContain('port.json');
  });

  test('the files step says why the state cannot be used, even where it could be written', async () => {
    const error = new AdvisedError(
      'Cannot read the state: permission denied',
      'run: chown 1:1 /config',
    );
    const ownership = { kind: 'unusable', error } as const;
    const { finding } = await check(files, { environment, ownership });
    expect(finding.notes).toEqual([
      'cause: Cannot read the state: permission denied',
      'next:  run: chown 1:1 /config',
    ]);
  });
});
