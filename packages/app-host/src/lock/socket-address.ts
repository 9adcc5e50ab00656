import { closeSync, constants, openSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The kernel's limit for the path of a UNIX socket, without the final zero. */
const LONGEST = 107;

/** A path that fits into a socket address; call `done` after use. */
export interface SocketAddress {
  readonly path: string;
  done(): void;
}

/**
 * The address of a socket file. A path that is too long is reached through its open folder, which
 * has a short name under /proc.
 *
 * @throws {Error} if the folder cannot be opened.
 */
export function socketAddress(path: string): SocketAddress {
  if (Buffer.byteLength(path) <= LONGEST) return { path, done() {} };
  const folder = openSync(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY);
  return {
    path: join(`/proc/self/fd/${folder}`, basename(path)),
    done: () => closeSync(folder),
  };
}
