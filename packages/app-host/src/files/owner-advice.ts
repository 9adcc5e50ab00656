import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, messageOfCode } from './message-of-code.ts';

/**
 * Why a file cannot be written and what to do about it: for a matter of permissions the exact
 * `chown`, naming the user this process runs as.
 */
export function ownerAdvice(path: string, error: unknown): string {
  const why = messageOfCode(error) ?? String(error);
  const code = codeOf(error);
  if (code === 'EROFS') return `${why}; mount a writable folder at ${dirname(path)}`;
  if (code !== 'EACCES' && code !== 'EPERM') return why;
  const place = nearestExisting(dirname(path));
  const user = `${process.getuid?.()}:${process.getgid?.()}`;
  const owner = `${place.uid}:${place.gid}`;
  return `${why}: ${place.path} belongs to ${owner}, this process runs as ${user}; run: chown ${user} ${quote(place.path)}`;
}

function nearestExisting(path: string): { path: string; uid: number; gid: number } {
  try {
    const { uid, gid } = statSync(path);
    return { path, uid, gid };
  } catch {
    const parent = dirname(path);
    return parent === path ? { path, uid: 0, gid: 0 } : nearestExisting(parent);
  }
}

function quote(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
