import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { replyAndEnd } from './after-request.ts';
import type { Behaviour } from './hostile-server.ts';

/** HTTP proxies, good and bad. */
export const PROXY_SERVERS = {
  'proxy-tunnel': (socket) => void socket.once('data', (data) => tunnel(socket, data)),
  'proxy-tunnel-slow': (socket) =>
    void socket.once('data', async (data) => {
      await sleep(500);
      tunnel(socket, data);
    }),
  'proxy-403': replyAndEnd('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
  'proxy-407': replyAndEnd(
    'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n',
  ),
} satisfies Record<string, Behaviour>;

function tunnel(socket: Socket, request: Buffer): void {
  const [, port = '0'] = /^CONNECT [^ ]*:(\d+) /.exec(request.toString('latin1')) ?? [];
  const onward = connect(Number(port), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  socket.on('close', () => onward.destroy());
}
