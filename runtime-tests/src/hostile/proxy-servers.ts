import { connect } from 'node:net';
import { replyAndEnd } from './after-request.ts';
import type { Behaviour } from './hostile-server.ts';

/** HTTP proxies, good and bad. */
export const PROXY_SERVERS = {
  'proxy-tunnel': (socket) =>
    void socket.once('data', (data) => {
      const [, port = '0'] = /^CONNECT [^ ]*:(\d+) /.exec(data.toString('latin1')) ?? [];
      const onward = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      socket.on('close', () => onward.destroy());
    }),
  'proxy-403': replyAndEnd('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
  'proxy-407': replyAndEnd(
    'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n',
  ),
} satisfies Record<string, Behaviour>;
