import { lchownSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { followLinks } from './follow-links.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) {
  if (process.env.REQUIRE_REAL === '1') throw new Error('Only root can make links of another user');
  console.warn('\n!!! SKIPPED: only root can make links of another user\n');
}

const NEIGHBOUR = 4322;

function scene() {
  const folder = realpathSync(temporaryFolder());
  const file = join(folder, 'real', 'deep', 'file');
  mkdirSync(join(folder, 'real', 'deep'), { recursive: true });
  writeFileSync(file, '');
  return { folder, file };
}

test('links are followed in every part of a path, including relative ones and those of a ConfigMap', async () => {
  const { folder, file } = scene();
  symlinkSync('real', join(folder, '..data'));
  symlinkSync('..data/deep', join(folder, 'first'));
  symlinkSync(join(folder, 'first'), join(folder, 'second'));
  symlinkSync('../deep/./file', join(folder, 'real', 'deep', 'third'));
  expect(await followLinks(join(folder, 'second', 'third'))).toBe(file);
  expect(await followLinks(file)).toBe(file);
  // The parent is that of the link's target, as in the kernel.
  symlinkSync('first/../deep/file', join(folder, 'fourth'));
  expect(await followLinks(join(folder, 'fourth'))).toBe(file);
});

test('a path that does not exist yet is resolved to where its links lead', async () => {
  const { folder } = scene();
  symlinkSync('real/new/folder', join(folder, 'link'));
  expect(await followLinks(join(folder, 'link', 'file'))).toBe(
    join(folder, 'real', 'new', 'folder', 'file'),
  );
});

test('links in a circle are an error', async () => {
  const { folder } = scene();
  symlinkSync('b', join(folder, 'a'));
  symlinkSync('a', join(folder, 'b'));
  await expect(followLinks(join(folder, 'a'))).rejects.toThrow('too many symbolic links');
});

test('/dev/stdout and /dev/fd are resolved to a descriptor, and no further', async () => {
  const own = `/proc/${process.pid}/fd/1`;
  expect(await followLinks('/dev/stdout')).toBe(own);
  expect(await followLinks('/dev/fd/1')).toBe(own);
});

describe.runIf(isRoot)("another user's link", () => {
  const places: Record<string, (folder: string) => { link: string; path: string }> = {
    'at the path': (folder) => ({ link: join(folder, 'x'), path: join(folder, 'x') }),
    'in the middle of the path': (folder) => ({
      link: join(folder, 'x'),
      path: join(folder, 'x', 'file'),
    }),
    'behind a link of ours': (folder) => {
      symlinkSync('x', join(folder, 'ours'));
      return { link: join(folder, 'x'), path: join(folder, 'ours') };
    },
    'in a folder whose name begins with that of /proc': (folder) => {
      mkdirSync(join(folder, 'proc'));
      return { link: join(folder, 'proc', 'x'), path: join(folder, 'proc', 'x') };
    },
  };

  test.each(Object.entries(places))(
    "another user's link is refused %s, with its owner and target",
    async (_where, place) => {
      const { folder } = scene();
      const { link, path } = place(folder);
      for (const target of [
        join(folder, 'real'),
        join(folder, 'not there'),
        '/proc/self/environ',
      ]) {
        symlinkSync(target, link);
        lchownSync(link, NEIGHBOUR, NEIGHBOUR);
        const refused = followLinks(path);
        await expect(refused).rejects.toThrow(
          `${link} is a symbolic link of user ${NEIGHBOUR} to ${target}`,
        );
        await expect(refused).rejects.toMatchObject({ name: 'UnfitFileError' });
        rmSync(link);
      }
    },
  );
});
