import {
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
} from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** A user and a group, by number. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Makes a user the owner of one file of the app and its folder; a missing folder is created. Existing
 * files and folders change only if root owns them, or if the app left them under another user: a folder
 * with its file in it. Never changed are the target of a link, the folder of a device, the root, and a
 * world-writable folder. What cannot be changed is reported later, when the file is written.
 *
 * Other users may write to the folder and move another file to a name at any moment, so the owner is
 * changed only for a file that was opened and checked, never by name.
 */
export function giveFile(
  file: string,
  { uid, gid }: Owner,
  change: (descriptor: number, uid: number, gid: number) => void = fchownSync,
): void {
  const path = resolve(file);
  const folder = dirname(path);
  const me = process.getuid?.(); // root
  const opened: number[] = [];
  const open = (name: string, flags: number) => {
    const descriptor = openSync(name, constants.O_RDONLY | constants.O_NOFOLLOW | flags);
    opened.push(descriptor);
    return descriptor;
  };
  const openFolder = (name: string) => {
    const descriptor = open(name, constants.O_DIRECTORY);
    if (readlinkSync(nameOf(descriptor)) !== name) throw new Error('A link leads there');
    return descriptor;
  };

  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found && !found.isFile()) return;
    const made = mkdirSync(folder, { recursive: true });
    const inner = openFolder(folder);
    const name = `${nameOf(inner)}/${basename(path)}`;
    const target = found && open(name, constants.O_NONBLOCK);
    if (target !== undefined && !isOnlyName(name, target)) return;
    const owner = target === undefined ? undefined : fstatSync(target).uid;

    const { mode, uid: folderOwner } = fstatSync(inner);
    const isFree = folderOwner === me || folderOwner === owner;
    const isPrivate = folder !== dirname(folder) && (mode & 0o002) === 0;
    if (isFree && (made !== undefined || isPrivate)) {
      change(inner, uid, gid);
      // Also the newly created folders above it, up to the first that was missing.
      for (let each = folder; made !== undefined && each.length > made.length; ) {
        each = dirname(each);
        const above = openFolder(each);
        if (fstatSync(above).uid === me) change(above, uid, gid);
      }
    }
    if (target !== undefined && (isFree || owner === me)) change(target, uid, gid);
  } catch {
    // Reported when the file is written, with the command that helps.
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

function nameOf(descriptor: number): string {
  return `/proc/self/fd/${descriptor}`;
}

/**
 * Whether the opened file is regular and has only this name: one with two may belong to another user.
 * The name is checked last, because a second one may be removed and put back in between.
 */
function isOnlyName(name: string, descriptor: number): boolean {
  const { dev, ino } = fstatSync(descriptor);
  const now = lstatSync(name);
  return now.isFile() && now.dev === dev && now.ino === ino && now.nlink === 1;
}
