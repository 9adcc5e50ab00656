import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** A proxy that runs until the test is over. */
export interface TestProxy {
  readonly url: string;
  /** The URLs and addresses it was asked for. */
  readonly asked: readonly string[];
}

/** Starts a proxy for loopback addresses, or one that answers every request with this status. */
export async function startProxy(refusal?: number): Promise<TestProxy> {
  const asked: string[] = [];
  // What goes to a server without TLS, as the simulator's account API is.
  const server = createServer((incoming, reply) => {
    const { url = '', method, headers } = incoming;
    asked.push(url);
    if (refusal !== undefined) {
      reply.writeHead(refusal).end();
      return;
    }
    const onward = request(url, { method, headers, agent: false }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    onward.on('error', () => reply.destroy());
    incoming.pipe(onward);
  });
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.on('error', () => {});
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const [host, port] = url.split(':');
    const onward = connect({ host, port: Number(port) }, () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server on a TCP port has an address of this kind.
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return { url: `http://127.0.0.1:${address.port}`, asked };
}
