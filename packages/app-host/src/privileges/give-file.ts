import { lchownSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A user and a group, by number. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Gives one file of the app and its folder to a user; a missing folder is made. Of what was there,
 * only root's is given, and what the app left under another user: a folder with its file in it.
 * Nothing that a link leads to, nor the folder of a device, nor the root, nor a folder open to
 * everybody. What cannot be given is left to whoever writes the file, to tell.
 */
export function giveFile(
  file: string,
  { uid, gid }: Owner,
  change: (path: string, uid: number, gid: number) => void = lchownSync,
): void {
  const path = resolve(file);
  const folder = dirname(path);
  const me = process.getuid?.(); // root
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    // Another name of the file may be somebody's.
    if (found && (!found.isFile() || found.nlink > 1)) return;
    const made = mkdirSync(folder, { recursive: true });
    if (realpathSync(folder) !== folder) return;
    const { mode, uid: owner } = lstatSync(folder);
    const isFree = owner === me || owner === found?.uid;
    const isPrivate = folder !== dirname(folder) && (mode & 0o002) === 0;
    if (made !== undefined || (isFree && isPrivate)) {
      // Made folders too, from the innermost to the first that was missing.
      const first = made?.length ?? folder.length;
      for (let each = folder; each.length >= first; each = dirname(each)) change(each, uid, gid);
    }
    if (found && (isFree || found.uid === me)) change(path, uid, gid);
  } catch {
    // Told by the writer, with the command that helps.
  }
}
