import type { Socket } from 'node:net';
import { afterRequest, reply } from './after-request.ts';
import type { Behaviour } from './hostile-server.ts';
import { CHUNKED, OK } from './plain-servers.ts';

const KEPT = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const SIZE = 2_000_000;

/** Servers that keep connections, take bodies or send their reply in pieces. */
export const KEEPING_SERVERS = {
  kept: reply(KEPT),
  'reset-bad': onPath('/bad', (socket) => void socket.resetAndDestroy()),
  'end-bad': onPath('/bad', (socket) => void socket.end()),
  'silent-bad': onPath('/bad', () => {}),
  'reset-second': onSecond((socket) => void socket.resetAndDestroy()),
  'end-second': onSecond((socket) => void socket.end()),
  'silent-second': onSecond(() => {}),
  'end-idle': afterRequest((socket) => {
    socket.write(KEPT);
    setTimeout(() => socket.end(), 20);
  }),
  'ok-after-body': (socket) => {
    let received = '';
    socket.on('data', (data) => {
      received += data.toString('latin1');
      const [head = '', body] = splitOnce(received, '\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      const isChunked = /transfer-encoding/i.test(head);
      if (body === undefined || (isChunked ? !body.endsWith('0\r\n\r\n') : body.length < length)) {
        return;
      }
      socket.end(OK);
    });
  },
  'early-413': afterRequest((socket) => {
    socket.pause();
    socket.end('HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno');
    // Reads on, but so slowly that the upload would take half a minute.
    const timer = setInterval(() => {
      socket.resume();
      setImmediate(() => socket.pause());
    }, 100);
    socket.on('close', () => clearInterval(timer));
  }),
  'slow-stream': afterRequest((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 8\r\n\r\n');
    let left = 8;
    const timer = setInterval(() => {
      left -= 1;
      if (left > 0) socket.write('x');
      else socket.end('x');
    }, 100);
    socket.on('close', () => clearInterval(timer));
  }),
  'large-body': afterRequest((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${SIZE}\r\n\r\n`);
    socket.end(Buffer.alloc(SIZE, 'x'));
  }),
  'many-chunks': reply(`${CHUNKED}${'1\r\nx\r\n'.repeat(300_000)}0\r\n\r\n`),
  'not-found': reply('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno'),
} satisfies Record<string, Behaviour>;

/** Answers on every path except one. */
function onPath(path: string, act: (socket: Socket) => void): Behaviour {
  return (socket) =>
    void socket.on('data', (data) => {
      const text = data.toString('latin1');
      if (text.includes(`${path} HTTP/1.1`)) act(socket);
      else if (/ HTTP\/1\.1\r\n/.test(text)) socket.write(KEPT);
    });
}

/** Answers the first request of each connection only. */
function onSecond(act: (socket: Socket) => void): Behaviour {
  return (socket) => {
    let count = 0;
    afterRequest((same) => {
      count += 1;
      if (count === 1) same.write(KEPT);
      else act(same);
    })(socket);
  };
}

function splitOnce(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}
