import { connect } from 'node:net';
import { startTcpServer, type TcpServer } from './tcp-server.ts';

/** An HTTP proxy on the loopback. */
export interface ProxyServer extends TcpServer {
  /** Where it is, with a name and a password in the address. */
  readonly url: URL;
  /** The heads of the requests that it got. */
  readonly requests: readonly string[];
}

/** Starts a proxy that connects to any port of the loopback, or answers with this status instead. */
export async function startProxyServer(refusal?: string): Promise<ProxyServer> {
  const requests: string[] = [];
  const server = await startTcpServer((socket) => {
    socket.once('data', (head) => {
      requests.push(head.toString('latin1'));
      const [, port = '0'] = /^CONNECT 127\.0\.0\.1:(\d+) /.exec(head.toString('latin1')) ?? [];
      if (refusal !== undefined) {
        socket.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      const onward = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      socket.on('close', () => onward.destroy());
    });
  });
  return { ...server, url: new URL(`http://user:hunter2@127.0.0.1:${server.port}`), requests };
}
