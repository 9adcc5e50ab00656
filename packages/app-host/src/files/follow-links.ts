import { lstat, readlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { codeOf } from '../system-error.ts';
import { UnfitFileError } from './unfit-file-error.ts';

/** The number of links that Linux follows. */
const MOST_LINKS = 40;

/**
 * Resolves symbolic links in every part of a path. Only links of root and of our own user are followed:
 * another user who may write to the folder could lead the app to files that this user may not write.
 * Parts that do not exist yet stay unchanged.
 *
 * A descriptor of a process, where `/dev/stdout` leads, is not followed further: its target may not have
 * a path.
 *
 * @throws {UnfitFileError} for a link of another user.
 */
export async function followLinks(path: string): Promise<string> {
  const left = partsOf(resolve(path));
  let done = '/';
  for (let links = 0; ; ) {
    const part = left.shift();
    if (part === undefined) return done;
    const here = part === '..' ? dirname(done) : join(done, part);
    const found = await lstatIfThere(here);
    if (found === undefined || isDescriptor(here)) return join(here, ...left);
    if (!found.isSymbolicLink()) {
      done = here;
      continue;
    }
    const target = await readlink(here);
    // Links in /proc are the kernel's, whatever owner they seem to have in a user namespace.
    const trusted = [0, process.getuid?.()].includes(found.uid) || `${done}/`.startsWith('/proc/');
    if (!trusted) throw foreign(here, found.uid, target);
    links += 1;
    if (links > MOST_LINKS)
      throw new UnfitFileError(`${here}: too many symbolic links`, 'remove them');
    if (target.startsWith('/')) done = '/';
    left.unshift(...partsOf(target));
  }
}

/** Whether the path is a link of the kernel to something that a process has open. */
export function isDescriptor(path: string): boolean {
  return /^\/proc\/\d+\/(task\/\d+\/)?fd\/\d+$/.test(path);
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

async function lstatIfThere(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function foreign(path: string, uid: number, target: string): UnfitFileError {
  const user = process.getuid?.();
  return new UnfitFileError(
    `${path} is a symbolic link of user ${uid} to ${target}, and only links of root and of this process's user ${user} are followed`,
    `remove it, or if it is meant to be there run: chown -h ${user} ${path}`,
  );
}
