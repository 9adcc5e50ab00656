import { lchownSync, lstatSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A user and a group, by number. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Gives one file of the app and its folder to a user; a missing folder is made. Nothing that a link
 * leads to is given away, nor the folder of a device, nor the root, nor a folder open to everybody.
 * What cannot be given is left to whoever writes the file, to tell.
 */
export function giveFile(
  file: string,
  { uid, gid }: Owner,
  change: (path: string, uid: number, gid: number) => void = lchownSync,
): void {
  const path = resolve(file);
  const folder = dirname(path);
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found && !found.isFile()) return;
    const first = mkdirSync(folder, { recursive: true })?.length ?? folder.length;
    const { mode } = lstatSync(folder);
    const mine = folder !== dirname(folder) && (mode & 0o170_002) === 0o040_000;
    // Made folders too, from the innermost to the first that was missing.
    for (let each = folder; mine && each.length >= first; each = dirname(each)) {
      change(each, uid, gid);
    }
    if (found) change(path, uid, gid);
  } catch {
    // Told by the writer, with the command that helps.
  }
}
