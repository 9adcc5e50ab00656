import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startQBittorrentSimulator } from '@portkeep/simulators';
import { expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from '../environment/read-environment.ts';
import { qbittorrentView } from './qbittorrent.ts';
import { qbittorrentVariables } from './qbittorrent-variables.ts';

const { signal } = new AbortController();

function viewOf(host: string) {
  const environment = { QBITTORRENT_HOST: host, QBITTORRENT_PASS: 'adminadmin' };
  const { values } = readEnvironment(qbittorrentVariables('listen'), environment);
  return qbittorrentView({ values, maxBytes: 65_536 });
}

test('knocking at a qBittorrent that is there sends no login', async () => {
  const { baseUrl, simulator, close } = await startQBittorrentSimulator({ dialect: '5.2' });
  onTestFinished(close);
  await viewOf(baseUrl).knock({ signal });
  expect(simulator.logins).toEqual([]);
});

test('knocking at another program than qBittorrent says why it fails and sends no password', async () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (text) => bodies.push(text));
    request.on('end', () => response.writeHead(502).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  await expect(viewOf(`127.0.0.1:${port}`).knock({ signal })).rejects.toMatchObject({
    code: 'QBT_SERVER_ERROR',
    message: expect.stringContaining('502'),
  });
  await expect(viewOf(`https://127.0.0.1:${port}`).knock({ signal })).rejects.toMatchObject({
    code: 'QBT_UNREACHABLE',
    message: expect.stringContaining('TLS'),
  });
  expect(bodies).toEqual([]);
});
