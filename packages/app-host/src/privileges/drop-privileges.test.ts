import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asUser } from '@portkeep/testing';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';

const APP = fileURLToPath(new URL('../../test/root-app.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;
if (!isRoot) {
  if (process.env.REQUIRE_REAL === '1') throw new Error('Only root can give up the rights of root');
  console.warn('\n!!! SKIPPED: only root can give up the rights of root\n');
}

function start(environment: Record<string, string>, uid?: number, capabilities = '+all') {
  const env = { PATH: process.env.PATH, ...environment };
  // On some machines root is in more groups than on others.
  const root = isRoot ? ['setpriv', '--groups', '27,28', '--bounding-set', capabilities] : [];
  const wrapper = uid === undefined ? root : asUser(uid);
  const [program = '', ...words] = [...wrapper, process.execPath, APP];
  const { status, stdout, stderr } = spawnSync(program, words, { env, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

const whoIs = (out: string) => JSON.parse(out.trim().split('\n').at(-1) ?? '');

/** A folder as `docker run -v` creates it: owned by root, and closed to other users. */
function folderOfRoot() {
  const top = temporaryFolder();
  chmodSync(top, 0o755);
  const folder = join(top, 'config');
  mkdirSync(folder, { mode: 0o755 });
  return folder;
}

test('an invalid PUID is reported with its name and all other problems, and changes nothing', () => {
  const { code, err } = start({ PUID: 'me', UMASK: '18', PORT_FILE: '/' });
  expect(code).toBe(78);
  expect(err.match(/^\w+/gm)).toEqual(['PORT_FILE', 'PUID', 'UMASK']);
});

describe.runIf(isRoot)('root', () => {
  test('root becomes the user and the group, and leaves all other groups, after changing the owner of the files', () => {
    const folder = folderOfRoot();
    const file = join(folder, 'port.txt');
    writeFileSync(file, '');
    const { code, out } = start({ PUID: '1234', PGID: '4321', UMASK: '027', PORT_FILE: file });
    expect(code).toBe(0);
    expect(whoIs(out)).toEqual({
      uid: 1234,
      gid: 4321,
      groups: [4321],
      umask: 0o027,
      home: '/',
    });
    for (const path of [folder, file])
      expect(statSync(path)).toMatchObject({ uid: 1234, gid: 4321 });
    expect(out).not.toContain('ignored');
  });

  test.each([
    [{ PUID: '1234' }, [1234, 1000]],
    [{ PGID: '1234' }, [1000, 1234]],
  ])('root becomes 1000 for the id that is not set: %o', (environment, [uid, gid]) => {
    expect(whoIs(start(environment).out)).toMatchObject({ uid, gid });
  });

  test('root stays root by default, and does not change the owner of a file', () => {
    const folder = folderOfRoot();
    const { out } = start({ UMASK: '077', PORT_FILE: join(folder, 'port.txt') });
    expect(whoIs(out)).toMatchObject({ uid: 0, umask: 0o077 });
    expect(statSync(folder).uid).toBe(0);
  });

  test('root reads no file before the change: a secret that only root may read is reported at the start', () => {
    const secret = join(folderOfRoot(), 'password');
    writeFileSync(secret, 'hunter2', { mode: 0o600 });
    const { code, err } = start({ PUID: '1234', PASSWORD_FILE: secret });
    expect(code).toBe(78);
    expect(err).toBe(`PASSWORD_FILE: cannot use ${secret}: permission denied\n`);
    chownSync(secret, 1234, 0);
    expect(start({ PUID: '1234', PASSWORD_FILE: secret }).code).toBe(0);
  });
});

const NONE = '-setuid,-setgid,-chown';

test.runIf(isRoot).each([{ PUID: '0', PGID: '0' }, { PUID: '0' }, { PGID: '0' }])(
  '%o changes nothing as root, even if root may not change its user',
  (environment) => {
    const { code, out, err } = start(environment, undefined, NONE);
    expect([code, err]).toEqual([0, '']);
    expect(whoIs(out)).toMatchObject({ uid: 0, gid: 0 });
  },
);

test.runIf(isRoot)(
  'ids of another user are a problem with advice if root may not change its user',
  () => {
    const { code, err } = start({ PUID: '1234', PGID: '4321' }, undefined, NONE);
    expect(code).toBe(78);
    expect(err).toContain('user: "1234:4321"');
  },
);

test.runIf(isRoot)('a user other than root stays the same, and the log says why', () => {
  const { code, out } = start({ PUID: '1234' }, 1000);
  expect(code).toBe(0);
  expect(out).toContain(
    'PUID is ignored: only root can become another, and this runs as 1000; start it as root (user: "0:0")',
  );
  expect(whoIs(out).uid).toBe(1000);
});
