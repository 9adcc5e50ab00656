import { gzipSync } from 'node:zlib';
import { afterRequest, reply, replyAndEnd, replyEndlessly } from './after-request.ts';
import type { Behaviour } from './hostile-server.ts';

/** A good reply. */
export const OK = 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok';
/** The head of a reply in chunks. */
export const CHUNKED = 'HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n';
const INTERIM = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
const SSH = 'SSH-2.0-OpenSSH_9.9\r\n';

/** Servers without TLS that break the rules of HTTP, or follow them in unexpected ways. */
export const PLAIN_SERVERS = {
  '101': reply('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
  fin: replyAndEnd(''),
  'fin-at-once': (socket) => void socket.end(),
  'fin-after-interim': replyAndEnd(INTERIM),
  rst: afterRequest((socket) => void socket.resetAndDestroy()),
  'torn-length': replyAndEnd('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok'),
  'torn-chunk': replyAndEnd(`${CHUNKED}5\r\nab`),
  'torn-chunk-rst': afterRequest((socket) => {
    socket.write(`${CHUNKED}5\r\nab`, () => setTimeout(() => socket.resetAndDestroy(), 50));
  }),
  'torn-header': replyAndEnd('HTTP/1.1 200 OK\r\nContent-Le'),
  longer: replyAndEnd(`${OK}more`),
  'longer-junk': replyAndEnd(
    'HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok\0\0junk\r\n',
  ),
  'chunk-garbage': replyAndEnd(`${CHUNKED}zz\r\nhello\r\n0\r\n\r\n`),
  'chunk-garbage-open': reply(`${CHUNKED}2\r\nok\r\nzz\r\nhello\r\n0\r\n\r\n`),
  'chunk-extension-endless': replyEndlessly(`${CHUNKED}2;`, 'x'.repeat(64)),
  'trailer-flood': replyEndlessly(`${CHUNKED}2\r\nok\r\n0\r\n`, `x-flood: ${'x'.repeat(64)}\r\n`),
  'te-and-length': replyAndEnd(
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n2\r\nok\r\n0\r\n\r\n',
  ),
  'two-lengths': replyAndEnd('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok'),
  'header-flood': replyAndEnd(
    `HTTP/1.1 200 OK\r\n${`x-flood: ${'x'.repeat(1_000)}\r\n`.repeat(1_000)}\r\n`,
  ),
  'header-flood-endless': replyEndlessly('HTTP/1.1 200 OK\r\n', `x-flood: ${'x'.repeat(64)}\r\n`),
  'header-nul': replyAndEnd('HTTP/1.1 200 OK\r\nx-nul: a\0b\r\nContent-Length: 2\r\n\r\nok'),
  'status-text': replyAndEnd('HTTP/1.1 fine\r\nContent-Length: 2\r\n\r\nok'),
  '1xx-flood': replyEndlessly('', INTERIM),
  '1xx-then-ok': replyAndEnd(`${INTERIM.repeat(3)}${OK}`),
  '421': replyAndEnd(
    'HTTP/1.1 421 Misdirected Request\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno',
  ),
  cookies: replyAndEnd(OK.replace('\r\n', '\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2; Path=/\r\n')),
  'http-1.0': replyAndEnd('HTTP/1.0 200 OK\r\n\r\nok'),
  ssh: (socket) => void socket.end(SSH),
  'ssh-open': (socket) => void socket.write(SSH),
  silent: () => {},
  dribble: afterRequest((socket) => {
    const letters = 'HTTP/1.1 200 OK\r\nx-slow: '.split('');
    const timer = setInterval(() => socket.write(letters.shift() ?? 'x'), 20);
    socket.on('close', () => clearInterval(timer));
  }),
  'stall-body': reply('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok'),
  flood: replyEndlessly(CHUNKED, `400\r\n${'x'.repeat(0x400)}\r\n`),
  'one-byte-chunks': replyAndEnd(`${CHUNKED}${'1\r\nx\r\n'.repeat(20_000)}0\r\n\r\n`),
  gzip: afterRequest((socket) => {
    const body = gzipSync('hello');
    const lines = ['HTTP/1.1 200 OK', 'Content-Encoding: gzip', `Content-Length: ${body.length}`];
    socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
    socket.end(body);
  }),
  redirect: replyAndEnd(
    'HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n',
  ),
  'https-on-http': (socket) =>
    void socket.once('data', () =>
      socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
    ),
  'https-on-http-silent-close': (socket) => void socket.once('data', () => socket.end()),
  'tls-stall': () => {},
} satisfies Record<string, Behaviour>;
