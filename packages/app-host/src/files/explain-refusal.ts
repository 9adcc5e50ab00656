import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { missingResource } from '@portkeep/http/client';
import { problemOf } from '../errors/advice-of.ts';
import { codeOf, isOutOfResources, messageOfCode } from '../system-error.ts';
import { UnfitFileError } from './unfit-file-error.ts';

/** Why the system refused access to a file, and what to do about it. */
export interface Refusal {
  readonly why: string;
  readonly advice: string;
}

/** The advice for errors for which it does not depend on the path. */
const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'free some space on it',
  EDQUOT: 'free some space, or raise the quota',
  ENOENT: 'check the path, and that its folder is mounted',
  ENOTDIR: 'correct the path',
  EISDIR: 'remove the folder, or set the path of a file in it',
  EEXIST: 'remove that file, or correct the path',
  EBUSY: 'mount its folder instead of the file',
  EXDEV: 'mount its folder instead of the file',
  EIO: 'check the disk',
  ELOOP: 'remove the links, or set the path they lead to',
  ENXIO: 'start what reads the pipe, or set the path of a file',
  EAGAIN: 'check what reads the pipe, or set the path of a file',
  ENAMETOOLONG: 'set a shorter path',
};

/**
 * Explains why a file cannot be read or written. For missing permissions the advice is the exact
 * command, with the user that this process runs as.
 */
export function explainRefusal(path: string, error: unknown): Refusal {
  if (error instanceof UnfitFileError) return { why: problemOf(error), advice: error.advice };
  const why = messageOfCode(error) ?? String(error);
  const code = codeOf(error) ?? '';
  if (isOutOfResources(error)) return { why, advice: missingResource(code)[1] };
  if (code === 'EROFS') return { why, advice: `mount a writable folder at ${dirname(path)}` };
  if (code !== 'EACCES' && code !== 'EPERM') {
    return { why, advice: ADVICE[code] ?? 'check the path and its disk' };
  }
  const user = `${process.getuid?.()}:${process.getgid?.()}`;
  const folder = dirname(path);
  const place = nearestExisting(folder);
  // If another user left a file in a folder of this user, the file is closed, not the folder.
  const foreign = [place, ...ownerOf(path)].filter(({ uid }) => uid !== process.getuid?.());
  const places = foreign.length > 0 ? foreign : [place];
  const owners = places.map((each) => `${each.path} belongs to ${each.uid}:${each.gid}`);
  const facts = `${why}: ${owners.join(', ')}, this process runs as ${user}`;
  const run = (command: string) => ({ why: facts, advice: `run: ${command}` });
  // A missing folder is created; the owner of the one above it, maybe the root, does not change.
  if (place.path !== folder) {
    return run(`mkdir -p ${quote(folder)} && chown ${user} ${quote(folder)}`);
  }
  const mend = foreign.length > 0 ? `chown ${user}` : 'chmod u+rwx';
  return run(`${mend} ${places.map((each) => quote(each.path)).join(' ')}`);
}

interface Place {
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
}

/** Empty if it does not exist or is in a folder that cannot be entered. */
function ownerOf(path: string): Place[] {
  try {
    const { uid, gid } = statSync(path);
    return [{ path, uid, gid }];
  } catch {
    return [];
  }
}

function nearestExisting(path: string): Place {
  const parent = dirname(path);
  const [found] = ownerOf(path);
  if (found !== undefined) return found;
  return parent === path ? { path, uid: 0, gid: 0 } : nearestExisting(parent);
}

function quote(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
