import { connect } from 'node:net';
import { codeOf, isOutOfResources } from '../system-error.ts';
import { socketAddress } from './socket-address.ts';

/**
 * The holder of a lock.
 *
 * - `none`: there is no lock file, or one that a dead process left;
 * - an `id`: the process that answered with this id;
 * - `another`: it is held, but there is no answer in time (its owner is stopped or overloaded), or the
 *   answer cannot be an id;
 * - `unknown`: on this file system we cannot find out.
 */
export type Owner =
  | { readonly kind: 'none' | 'another' | 'unknown' }
  | { readonly kind: 'owner'; readonly id: string };

/** For the whole answer: another user of the folder could put a socket there that sends forever. */
const ANSWER_MS = 1_000;
const LONGEST_ID = 64;

/**
 * Asks the process behind a lock file for its id.
 *
 * @throws {Error} if this process cannot ask for lack of a file descriptor or of memory.
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
  // Refused: a socket file without a process, or a file that is not a socket.
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'none';
  // The queue of a process that does not accept is full, or it died between connect and answer.
  if (code === 'EAGAIN' || code === 'ECONNRESET' || code === 'EPIPE') return 'another';
  return 'unknown';
}
