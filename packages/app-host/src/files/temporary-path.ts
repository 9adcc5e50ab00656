import { basename, dirname, join } from 'node:path';

const PREFIX = '.portkeep-';

/**
 * A new path next to the file for its next text. It need not be cryptographically random: the file is
 * opened exclusively, so a guessed name only makes a write fail.
 */
export function temporaryPath(path: string): string {
  const random = Math.random().toString(36).slice(2, 12).padEnd(10, '0');
  return join(dirname(path), `${PREFIX}${shortName(path)}-${random}.tmp`);
}

/** Whether a name in the file's folder is one that {@linkcode temporaryPath} creates for the file. */
export function isTemporaryName(path: string, name: string): boolean {
  const start = `${PREFIX}${shortName(path)}-`;
  return name.startsWith(start) && /^[a-z0-9]{10}\.tmp$/.test(name.slice(start.length));
}

/** Names may have at most 255 bytes; long ones are shortened to leave room for the rest. */
function shortName(path: string): string {
  return Buffer.from(basename(path))
    .subarray(0, 200)
    .toString('latin1')
    .replace(/[^\w.-]/g, '_');
}
