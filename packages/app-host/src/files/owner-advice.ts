import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, messageOfCode } from './message-of-code.ts';

/**
 * Why a file cannot be written and what to do about it: for a matter of permissions the exact
 * command, naming the user this process runs as.
 */
export function ownerAdvice(path: string, error: unknown): string {
  const why = messageOfCode(error) ?? (error instanceof Error ? error.message : String(error));
  const code = codeOf(error);
  if (code === 'EROFS') return `${why}; mount a writable folder at ${dirname(path)}`;
  if (code !== 'EACCES' && code !== 'EPERM') return why;
  const user = `${process.getuid?.()}:${process.getgid?.()}`;
  const folder = dirname(path);
  const place = nearestExisting(folder);
  // A file that another user left in a folder of this one's is what is closed, not the folder.
  const foreign = [place, ...ownerOf(path)].filter(({ uid }) => uid !== process.getuid?.());
  const places = foreign.length > 0 ? foreign : [place];
  const owners = places.map((each) => `${each.path} belongs to ${each.uid}:${each.gid}`);
  const facts = `${why}: ${owners.join(', ')}, this process runs as ${user}`;
  // A folder that is missing is made; the one above it is not given away, it may be the root.
  if (place.path !== folder) {
    return `${facts}; run: mkdir -p ${quote(folder)} && chown ${user} ${quote(folder)}`;
  }
  const mend = foreign.length > 0 ? `chown ${user}` : 'chmod u+rwx';
  return `${facts}; run: ${mend} ${places.map((each) => quote(each.path)).join(' ')}`;
}

interface Place {
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
}

/** None when it is not there, or in a folder that cannot be entered. */
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
