import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A plain TCP server on the loopback. */
export interface TcpServer extends AsyncDisposable {
  readonly port: number;
}

export async function startTcpServer(answer: (socket: Socket) => void): Promise<TcpServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    answer(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A port that refuses connections: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  await using server = await startTcpServer(() => {});
  return server.port;
}
