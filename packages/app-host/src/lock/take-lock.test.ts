import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);
const program = fileURLToPath(new URL('../../test/without-descriptors.ts', import.meta.url));

test.each([0, 1, 2])(
  'a process with %i file descriptors left does not blame another instance or go on unguarded',
  async (left) => {
    const folder = mkdtempSync(join(tmpdir(), 'portkeep-lock-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'state.json.lock');
    const command = `ulimit -n 64; exec "$0" "$1" "$2" ${left}`;
    const { stdout } = await run('/bin/sh', ['-c', command, process.execPath, program, path]);
    expect(JSON.parse(stdout)).toEqual({
      kind: 'unwritable',
      why: 'this process has no file descriptor left',
    });
  },
);
