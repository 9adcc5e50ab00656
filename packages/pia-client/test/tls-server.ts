import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { Identity } from './certificate-authority.ts';

/** A TLS server on the loopback that keeps what it received after the handshake. */
export interface TlsServer extends AsyncDisposable {
  readonly port: number;
  /** Everything that clients sent, decrypted. */
  received(): string;
}

/** Starts a server on which the test answers each connection, and calls `closed` when one has ended. */
export async function startTlsServer(
  identity: Identity,
  answer: (socket: TLSSocket) => void,
  closed: () => void = () => {},
): Promise<TlsServer> {
  let received = '';
  const sockets = new Set<TLSSocket>();
  const server = createServer(identity, (socket) => {
    sockets.add(socket);
    socket.setEncoding('utf8');
    socket.on('error', () => {});
    let request = '';
    socket.on('data', (text: string) => {
      received += text;
      request += text;
      if (request.endsWith('\r\n\r\n')) answer(socket);
    });
  });
  // Below TLS: a client may leave before the server knows of its TLS connection.
  server.on('connection', (socket) => socket.on('close', closed));
  // Several tests are about a client that hangs up during the handshake.
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received: () => received,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with JSON and closes. */
export function json(body: string, status = '200 OK'): (socket: TLSSocket) => void {
  return (socket) => {
    const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`;
    socket.end(`${head}\r\nconnection: close\r\n\r\n${body}`);
  };
}
