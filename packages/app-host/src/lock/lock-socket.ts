import { lstatSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { removeLeftovers } from '../files/remove-leftovers.ts';
import { temporaryPath } from '../files/temporary-path.ts';
import { codeOf } from '../system-error.ts';
import { askOwner } from './ask-owner.ts';
import { socketAddress } from './socket-address.ts';

/** Instances that ask disconnect at once; more than this can only be an attack on our descriptors. */
const MOST_ASKING = 16;

/** A listening socket at the lock's path that answers with its id. */
export interface LockSocket {
  /** Removes the lock file if it is still ours, and stops listening. */
  close(): void;
}

/**
 * Puts a socket of this process at the path, replacing one that a dead process left; `busy` if a living
 * process has one there. The socket listens before it gets its name, so that a process that finds it
 * always gets an answer.
 *
 * @throws {Error} with the system's `code` if sockets cannot be created in the folder.
 */
export async function placeLockSocket(path: string, id: string): Promise<LockSocket | 'busy'> {
  const temporary = temporaryPath(path);
  const server = createServer((socket) => {
    socket.on('error', () => {});
    // Does not wait for the other side, which may keep its end open.
    socket.end(id, () => socket.destroy());
  }).unref();
  server.maxConnections = MOST_ASKING;
  let inode: number | undefined;
  try {
    await listen(server, temporary);
    // Read before the rename: after that, another process's socket may already be at the path.
    inode = inodeOf(temporary);
    const owner = await askOwner(path);
    if (owner.kind !== 'none') {
      drop(server, temporary);
      return 'busy';
    }
    // No await between the answer and the rename: only within this gap can two processes collide.
    renameSync(temporary, path);
  } catch (error) {
    drop(server, temporary);
    // The new owner removes such temporary sockets from the folder.
    if (codeOf(error) === 'ENOENT') return 'busy';
    throw error;
  }
  await removeLeftovers(path);
  return {
    close() {
      // Unlinked while it still answers, so that no process mistakes the lock for a dead one.
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
      // Instances may run as different users, and connecting requires write permission. A chmod
      // afterwards is unsafe: by then the name may refer to another file, put there to become writable.
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
