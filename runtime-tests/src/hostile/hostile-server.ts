import { once } from 'node:events';
import { type AddressInfo, createServer as createPlainServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import type { HostileSighting } from '../order.ts';

/** What a server does with a connection; a TLS server does it after the handshake. */
export type Behaviour = (socket: Socket) => void;

/** A server on loopback that breaks rules. */
export interface HostileServer {
  readonly port: number;
  /** Resolves at the first bytes that come. */
  readonly sawSomething: Promise<void>;
  /** @param whenClosed waits for a moment until all sockets are closed */
  look(whenClosed: boolean): Promise<HostileSighting>;
  close(): Promise<void>;
}

/** Long enough for a socket that is about to close, on a busy machine as well. */
const CLOSING_MS = 5_000;
/** Enough for every case, and little enough to be passed on. */
const MAX_SEEN = 1_000_000;
const HEAD = /^[A-Z]+ \S+ HTTP\/1\.1\r$/gm;

/** Starts a server; with TLS when there are options for it. */
export async function startHostileServer(
  behave: Behaviour,
  tls?: TlsOptions,
): Promise<HostileServer> {
  const open = new Set<Socket>();
  let connections = 0;
  const seen: { received: string }[] = [];
  let isFirst = () => {};
  const sawSomething = new Promise<void>((resolve) => {
    isFirst = resolve;
  });

  const watch = (socket: Socket) => {
    const connection = { received: '' };
    seen.push(connection);
    socket.on('data', (data) => {
      if (connection.received.length < MAX_SEEN) connection.received += data.toString('latin1');
      isFirst();
    });
    socket.on('error', () => {});
    behave(socket);
  };
  const server = tls ? createTlsServer(tls) : createPlainServer();
  if (tls) server.on('secureConnection', watch);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    if (!tls) watch(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    sawSomething,
    async look(whenClosed) {
      const until = Date.now() + (whenClosed ? CLOSING_MS : 0);
      while (open.size > 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 5));
      const bodies = seen.map(({ received }) => received);
      return {
        connections,
        requests: bodies.flatMap((body) => body.match(HEAD) ?? []).map((line) => line.trim()),
        received: bodies,
        open: open.size,
      };
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
