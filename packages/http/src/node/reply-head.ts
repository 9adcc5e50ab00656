import type { ClientRequest, IncomingMessage } from 'node:http';
import { failWith } from '../failure/fail-with.ts';

/** More interim replies (1xx) than this before the reply are an attack, or a broken server. */
const MAX_INTERIM = 32;

/** How far an exchange got, for its failure. */
export interface Progress {
  /** The connection is ready, so that bytes of the request may have left. */
  sent: boolean;
  /** The error of the request, which says more than the error of its reply that follows. */
  error: Error | undefined;
}

/** Waits for the head of the reply. The request is sent by the caller. */
export function headOf(outgoing: ClientRequest, progress: Progress): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let interim = 0;
    let hasReply = false;
    outgoing.on('socket', (socket) => {
      const isReady = () => {
        progress.sent = true;
      };
      // Missing in the types of Node.
      const isSecuring = 'secureConnecting' in socket && socket.secureConnecting === true;
      if (isSecuring) socket.once('secureConnect', isReady);
      else if (socket.readyState === 'open') isReady();
      else socket.once('connect', isReady);
    });
    outgoing.on('information', () => {
      interim += 1;
      if (interim > MAX_INTERIM) outgoing.destroy(failWith('ERR_REPLY_INTERIM'));
    });
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy();
      reject(failWith('ERR_REPLY_UPGRADE'));
    });
    outgoing.on('response', (incoming) => {
      hasReply = true;
      resolve(incoming);
    });
    outgoing.on('error', (error) => {
      progress.error ??= error;
      reject(error);
    });
    // A tick later: an error of the parser comes after the end of the connection.
    outgoing.on('close', () => {
      if (!hasReply) setImmediate(() => reject(failWith('ECONNRESET')));
    });
  });
}
