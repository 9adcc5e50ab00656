import { lstatSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { removeLeftovers } from '../files/remove-leftovers.ts';
import { temporaryPath } from '../files/temporary-path.ts';
import { codeOf } from '../system-error.ts';
import { askOwner } from './ask-owner.ts';
import { socketAddress } from './socket-address.ts';

/** Instances that ask are gone in a moment; more of them at once can only be an attack on our descriptors. */
const MOST_ASKING = 16;

/** A listening socket that stands at the lock's path and answers with its id. */
export interface LockSocket {
  /** Takes the lock file away, if it is still this one, and stops listening. */
  close(): void;
}

/**
 * Puts a socket of this process at the path, over what a dead one left there; `busy` when a living
 * process has it. The socket listens before it gets its name, so that a process that finds it finds it
 * alive.
 *
 * @throws {Error} with the system's `code` when the folder takes no sockets.
 */
export async function placeLockSocket(path: string, id: string): Promise<LockSocket | 'busy'> {
  const temporary = temporaryPath(path);
  const server = createServer((socket) => {
    socket.on('error', () => {});
    // Not left to the other side, which may keep its end open.
    socket.end(id, () => socket.destroy());
  }).unref();
  server.maxConnections = MOST_ASKING;
  let inode: number | undefined;
  try {
    await listen(server, temporary);
    // Taken before the rename: after it another process's socket may stand at the path already.
    inode = inodeOf(temporary);
    const owner = await askOwner(path);
    if (owner.kind !== 'none') {
      drop(server, temporary);
      return 'busy';
    }
    // No await between the answer and the rename: this gap is all that two processes can share.
    renameSync(temporary, path);
  } catch (error) {
    drop(server, temporary);
    // The new owner clears the folder of such temporary sockets.
    if (codeOf(error) === 'ENOENT') return 'busy';
    throw error;
  }
  await removeLeftovers(path);
  return {
    close() {
      // Unlinked while it still answers: until then no process takes the lock for a dead one.
      if (inode !== undefined && inodeOf(path) === inode) rmSync(path, { force: true });
      server.close();
    },
  };
}

async function listen(server: Server, path: string): Promise<void> {
  const address = socketAddress(path);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      // Instances may run as different users, and connecting takes the right to write. Not by a
      // chmod afterwards: by then another file may stand at the name, put there to become writable.
      const umask = process.umask(0);
      try {
        server.listen({ path: address.path, backlog: MOST_ASKING }, resolve);
      } finally {
        process.umask(umask);
      }
    });
  } finally {
    address.done();
  }
}

function drop(server: Server, path: string): void {
  rmSync(path, { force: true });
  server.close();
}

function inodeOf(path: string): number | undefined {
  try {
    return lstatSync(path).ino;
  } catch {
    return undefined;
  }
}
