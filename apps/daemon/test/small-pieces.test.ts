import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { readEnvironment } from '@portkeep/app-host';
import { expect, onTestFinished, test } from 'vitest';
import { createClients } from '../src/sources/pia/clients.ts';
import { variables } from '../src/variables.ts';

const MIB = 1024 ** 2;
/**
 * How much memory the whole reply may take, kept pieces included; a list of the pieces would take
 * over a gibibyte.
 */
const MOST_GROWTH = 200 * MIB;

/** Answers everything with a body that comes byte by byte and never ends. */
async function serveSmallPieces(): Promise<string> {
  const pieces = Buffer.from('1\r\n1\r\n'.repeat(10_000));
  const server = createServer((socket) => {
    const more = () => {
      while (socket.writable && socket.write(pieces));
    };
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      socket.on('drain', more);
      more();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Clients = ReturnType<typeof createClients>;
const { signal } = new AbortController();
const readers: Record<string, (clients: Clients) => Promise<unknown>> = {
  'the login': ({ account }) => account.getToken({ signal }),
  'the server list': ({ serverLists }) => serverLists.getServerList({ signal }),
};

test.each(Object.entries(readers))(
  'a reply to %s that comes byte by byte is cut off at a limit and takes little memory',
  async (_what, read) => {
    const url = await serveSmallPieces();
    const { values } = readEnvironment(variables, {
      PIA_USER: 'p1234567',
      PIA_PASS: 'hunter2',
      PIA_TOKEN_URL: url,
      PIA_SERVER_LIST_URLS: url,
    });
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    onTestFinished(() => clearInterval(watch));
    await expect(read(createClients({ values }))).rejects.toThrow();
    expect(most - before).toBeLessThan(MOST_GROWTH);
  },
);
