import { connect } from 'node:net';
import { codeOf, isOutOfResources } from '../system-error.ts';
import { socketAddress } from './socket-address.ts';

/**
 * Who holds a lock.
 *
 * - `none`: there is no lock file, or only what a dead process left;
 * - an `id`: the process that answered with it;
 * - `another`: it is held, but there is no answer in time (its owner is stopped, or overloaded), or
 *   none that could be an id;
 * - `unknown`: this file system does not let us find out.
 */
export type Owner =
  | { readonly kind: 'none' | 'another' | 'unknown' }
  | { readonly kind: 'owner'; readonly id: string };

/** For the whole answer: any user who may write to the folder can put a socket there that talks forever. */
const ANSWER_MS = 1_000;
const LONGEST_ID = 64;

/**
 * Asks the process behind a lock file for its id.
 *
 * @throws {Error} when this process cannot ask, for lack of a file descriptor or of memory.
 */
export function askOwner(path: string): Promise<Owner> {
  const address = socketAddress(path);
  return new Promise((resolve, reject) => {
    const socket = connect(address.path);
    let text = '';
    const settle = (owner: Owner) => {
      clearTimeout(deadline);
      resolve(owner);
      socket.destroy();
    };
    const deadline = setTimeout(() => settle({ kind: 'another' }), ANSWER_MS);
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
      if (text.length > LONGEST_ID) settle({ kind: 'another' });
    });
    socket.on('end', () => settle(text === '' ? { kind: 'another' } : { kind: 'owner', id: text }));
    socket.on('error', (error) => {
      if (isOutOfResources(error)) reject(error);
      else settle({ kind: meaningOf(codeOf(error)) });
    });
    socket.on('close', () => address.done());
  });
}

function meaningOf(code: string | undefined): 'none' | 'another' | 'unknown' {
  // Refused: a socket file without a process, or a file that is no socket at all.
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'none';
  // A full queue of a process that does not accept, or one that died between connect and answer.
  if (code === 'EAGAIN' || code === 'ECONNRESET' || code === 'EPIPE') return 'another';
  return 'unknown';
}
