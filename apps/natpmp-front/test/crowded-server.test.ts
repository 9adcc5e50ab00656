import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrontBeforeUdpGateway, forwardBody } from './running-front.ts';

const MIB = 1024 * 1024;

let place: FrontBeforeUdpGateway;
let sockets: Socket[] = [];
beforeEach(async () => {
  place = await FrontBeforeUdpGateway.create();
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  place.close();
});

/** Opens a connection; the front may close it. */
function open(localAddress = '127.0.0.1'): Socket {
  const { port } = place.front.address;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => {});
  sockets.push(socket);
  return socket;
}

/** Sends a body of spaces, and ends it only when asked to; resolves with what comes back. */
async function sendBlanks(bytes: number): Promise<{ end: () => Promise<string> }> {
  const socket = open();
  const head = `POST /forward HTTP/1.1\r\nhost: front\r\ncontent-type: application/json\r\ncontent-length: ${bytes + 1}`;
  socket.write(`${head}\r\n\r\n`);
  await new Promise((resolve) => socket.write(Buffer.alloc(bytes, ' '), resolve));
  return {
    async end() {
      socket.write(' ');
      const [bytes] = await once(socket, 'data');
      return String(bytes);
    },
  };
}

test('long bodies from many clients are refused before they fill the memory, and a short one is served', async () => {
  const many = await Promise.all(Array.from({ length: 12 }, () => sendBlanks(MIB)));
  expect((await place.ask('tcp', 7001)).status).toBe(200);
  const answers = await Promise.all(many.map(({ end }) => end()));
  const refused = answers.filter((answer) => answer.startsWith('HTTP/1.1 503 '));
  expect(refused.length).toBeGreaterThanOrEqual(8);
  const long = await place.post(forwardBody('tcp', 7001).padEnd(MIB));
  expect(long.status).toBe(200);
});

test('a client with very many connections leaves some for others', async () => {
  const many = Array.from({ length: 1_100 }, () => open('127.0.0.2'));
  await Promise.all(many.map((socket) => once(socket, 'connect')));
  expect((await place.ask('tcp', 7001)).status).toBe(200);
});
