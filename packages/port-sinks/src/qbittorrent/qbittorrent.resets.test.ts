import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { readEnvironment } from '@portkeep/app-host';
import { startQBittorrentSimulator } from '@portkeep/simulators';
import { expect, onTestFinished, test } from 'vitest';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { sinkApp } from '../../test/sink-app.ts';
import { qbittorrentSink } from './qbittorrent.ts';
import { qbittorrentVariables } from './qbittorrent-variables.ts';

const { signal } = new AbortController();

/** A qBittorrent behind a relay that can reset the connection once it has received a whole request. */
async function place() {
  const { baseUrl, simulator, close } = await startQBittorrentSimulator({ dialect: '5.2' });
  const arrived: string[] = [];
  const requestsOf = new Map<Socket, number>();
  let resets: string | undefined;
  const relay = createServer((incoming, response) => void pass(incoming, response)).listen(0);

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '', headers, socket } = incoming;
    const body = await text(incoming);
    arrived.push(`${method} ${url}`);
    requestsOf.set(socket, (requestsOf.get(socket) ?? 0) + 1);
    if (resets !== undefined && url.endsWith(resets)) return socket.resetAndDestroy() && undefined;
    const there = new URL(url, baseUrl);
    const onward = ask(there, { method, headers: { ...headers, host: there.host } }, (reply) => {
      response.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(response);
    });
    onward.end(body);
  }

  await once(relay, 'listening');
  onTestFinished(async () => {
    relay.closeAllConnections();
    relay.close();
    await close();
  });
  const { port } = relay.address() as AddressInfo;
  const { values } = readEnvironment(qbittorrentVariables('listen'), {
    QBITTORRENT_HOST: `127.0.0.1:${port}`,
    QBITTORRENT_PASS: 'adminadmin',
  });
  const sink = qbittorrentSink(values, sinkApp());
  return {
    sink,
    simulator,
    /** Whether a connection was used more than once. */
    isKept: () => [...requestsOf.values()].some((count) => count > 1),
    /** Publishes, which fails, while requests for this path are reset; returns those that arrived. */
    async publishWithReset(path: string, value = keptPort()): Promise<readonly string[]> {
      arrived.length = 0;
      resets = path;
      await expect(sink.publish(value, { signal })).rejects.toMatchObject({
        code: 'QBT_UNREACHABLE',
      });
      resets = undefined;
      return arrived.filter((line) => line.endsWith(path));
    },
  };
}

test('a login arrives once when a new connection is reset', async () => {
  const { publishWithReset } = await place();
  expect(await publishWithReset('/auth/login')).toEqual(['POST /api/v2/auth/login']);
});

test('a login arrives once when a reused connection is reset', async () => {
  const { sink, simulator, publishWithReset, isKept } = await place();
  await sink.publish(keptPort(), { signal });
  expect(isKept()).toBe(true);
  simulator.restart();
  const next = { ...keptPort(), port: 54_322 };
  expect(await publishWithReset('/auth/login', next)).toEqual(['POST /api/v2/auth/login']);
});

test('a new port arrives once when its connection is reset, whether new or reused', async () => {
  const path = '/app/setPreferences';
  const { sink, publishWithReset, isKept } = await place();
  expect(await publishWithReset(path)).toEqual([`POST /api/v2${path}`]);
  await sink.publish(keptPort(), { signal });
  expect(isKept()).toBe(true);
  const next = { ...keptPort(), port: 54_322 };
  expect(await publishWithReset(path, next)).toEqual([`POST /api/v2${path}`]);
});
