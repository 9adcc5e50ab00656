import { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { HttpReply } from '../transport.ts';

/** The longest answer of a gateway is a few hundred bytes. */
const MAX_BYTES = 65_536;

/** Reads a whole reply, up to 64 KiB; half a reply is an error, never a result. */
export function collectReply(
  incoming: IncomingMessage,
  resolve: (reply: HttpReply) => void,
  reject: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_BYTES) reject(failure('ERR_REPLY_TOO_LARGE', 'The reply is over 64 KiB'));
  });
  incoming.on('end', () => {
    const body = new TextDecoder().decode(Buffer.concat(chunks));
    resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body });
  });
  const onBroken = (): void => reject(failure('ECONNRESET', 'The reply ended early'));
  incoming.on('error', onBroken);
  incoming.on('close', onBroken);
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
