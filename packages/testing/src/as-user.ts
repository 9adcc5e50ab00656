import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');
const MAY_ENTER = 0o001;

/**
 * Shows the repository ($1) at its own path, below a folder ($0) that only root may enter. `/mnt` and all
 * mounts are those of a namespace of the process's own.
 */
const SHOW = `set -e
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/repository
mount --rbind "$1" /mnt/repository
mount -t tmpfs -o mode=755 tmpfs "$0"
mkdir -p "$1"
for folder in node_modules packages apps; do
  mkdir "$1/$folder"
  mount --rbind "/mnt/repository/$folder" "$1/$folder"
done
shift
exec "$@"`;

/**
 * The words before a command that root starts as another user, without further groups. The command can read
 * the repository even where only root may enter it; its process id is the one that was started.
 *
 * @param gid Its group, which has the same number by default.
 */
export function asUser(uid: number, gid: number = uid): string[] {
  const user = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const closed = closedFolders(REPOSITORY).at(-1);
  if (closed === undefined) return user;
  return ['unshare', '--mount', 'sh', '-c', SHOW, closed, REPOSITORY, ...user];
}

/** The folders on the way to this one, and it, that others may not enter; innermost first. */
function closedFolders(path: string): string[] {
  const above = path === dirname(path) ? [] : closedFolders(dirname(path));
  return (statSync(path).mode & MAY_ENTER) === 0 ? [path, ...above] : above;
}
