import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanUp } from './clean-up.ts';

/** A new folder that every user may enter. It is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-e2e-'));
  chmodSync(folder, 0o755);
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
