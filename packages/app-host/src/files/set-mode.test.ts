import { expect, test } from 'vitest';
import { type ModedFile, setMode } from './set-mode.ts';

/** A file on a file system that refuses or ignores chmod. */
function fileOf(mode: number, code?: string): ModedFile {
  return {
    async chmod() {
      if (code !== undefined) throw Object.assign(new Error(code), { code });
    },
    stat: async () => ({ mode: 0o100_000 | mode }),
  };
}

test.each(['EPERM', 'ENOTSUP', 'ENOSYS', 'EACCES', 'EROFS', 'EINVAL'])(
  'a refused mode (%s) leads to a warning with the mode that the file has',
  async (code) => {
    expect(await setMode(fileOf(0o600, code), 0o644)).toEqual({
      problem: `has the mode 0600 and not 0644 (its file system refuses chmod: ${code}), so that others may not read it`,
      advice: 'set the modes of files in the options of its mount, or UMASK to "022"',
    });
  },
);

test('a mode that silently differs leads to a warning, which says if other users have access', async () => {
  expect((await setMode(fileOf(0o600), 0o644))?.problem).toContain(
    '0600 and not 0644, so that others may not',
  );
  expect((await setMode(fileOf(0o777), 0o600))?.problem).toContain(
    'others have more rights than they should',
  );
});

test('a refused mode does not matter if the mode is right anyway', async () => {
  expect(await setMode(fileOf(0o644, 'EPERM'), 0o644)).toBeUndefined();
});
