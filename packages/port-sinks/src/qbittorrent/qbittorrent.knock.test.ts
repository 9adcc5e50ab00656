import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readEnvironment } from '@portkeep/app-host';
import { startQBittorrentSimulator } from '@portkeep/simulators';
import { expect, onTestFinished, test } from 'vitest';
import { sinkApp } from '../../test/sink-app.ts';
import { qbittorrentView } from './qbittorrent.ts';
import { qbittorrentVariables } from './qbittorrent-variables.ts';

const { signal } = new AbortController();

function viewOf(host: string, more: Readonly<Record<string, string>> = {}, maxBytes = 65_536) {
  const environment = { QBITTORRENT_HOST: host, QBITTORRENT_PASS: 'adminadmin', ...more };
  const { values } = readEnvironment(qbittorrentVariables('listen'), environment);
  return qbittorrentView(values, sinkApp({ maxReplyBytes: maxBytes }));
}

test('knocking at a running qBittorrent sends no login', async () => {
  const { baseUrl, simulator, close } = await startQBittorrentSimulator({ dialect: '5.2' });
  onTestFinished(close);
  await viewOf(baseUrl).knock({ signal });
  expect(simulator.logins).toEqual([]);
});

test('knocking at a program other than qBittorrent says why it fails and sends no password', async () => {
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

const BASIC = { QBITTORRENT_BASIC_USER: 'doorman', QBITTORRENT_BASIC_PASS: 'open sesame' };

test('knocking at a proxy that asks for Basic credentials sends no credentials', async () => {
  const { baseUrl, simulator, close } = await startQBittorrentSimulator({ dialect: '5.2' });
  onTestFinished(close);
  const view = viewOf(baseUrl, BASIC);
  for (let knock = 0; knock < 3; knock += 1) await view.knock({ signal });
  expect(simulator.logins).toEqual([]);
  // The simulator receives the credentials that a proxy would have to strip.
  for (let look = 0; look < 3; look += 1) {
    await expect(view.version({ signal })).rejects.toMatchObject({
      code: 'QBT_LOGIN_REJECTED',
      // The proxy let these credentials through.
      advice: expect.not.stringContaining('QBITTORRENT_BASIC_PASS'),
      message: expect.stringMatching(/QBITTORRENT_PASS.*proxy_set_header Authorization "";/),
    });
  }
  expect(simulator.logins).toHaveLength(1);
});

test('the error for a proxy that asks for credentials names the variables that hold them', async () => {
  const server = createServer((_, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="door"' }).end('<html>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  await expect(viewOf(`127.0.0.1:${port}`).version({ signal })).rejects.toMatchObject({
    code: 'QBT_FORBIDDEN',
    advice: expect.stringMatching(
      /QBITTORRENT_BASIC_USER and QBITTORRENT_BASIC_PASS.*not with QBITTORRENT_API_KEY/,
    ),
  });
  await expect(viewOf(`127.0.0.1:${port}`, BASIC).version({ signal })).rejects.toMatchObject({
    code: 'QBT_LOGIN_REJECTED',
    message: expect.stringMatching(
      /the proxy in front of it does not accept.*QBITTORRENT_BASIC_PASS/,
    ),
    // qBittorrent was not reached.
    advice: expect.not.stringMatching(/nginx|QBITTORRENT_PASS/),
  });
});

test('a reply that is too large is reported with the limit and with the variable to check', async () => {
  const { baseUrl, close } = await startQBittorrentSimulator({
    dialect: '5.2',
    password: 'adminadmin',
  });
  onTestFinished(close);
  await expect(viewOf(baseUrl, {}, 100).preferences({ signal })).rejects.toMatchObject({
    code: 'QBT_UNEXPECTED_RESPONSE',
    message: expect.stringMatching(/longer than 100 bytes; .*QBITTORRENT_HOST/),
  });
});

test('the error for a missing login names the variables to set', async () => {
  const { baseUrl, close } = await startQBittorrentSimulator({ dialect: '5.2' });
  onTestFinished(close);
  const asked = viewOf(baseUrl, { QBITTORRENT_PASS: '' }).version({ signal });
  await expect(asked).rejects.toMatchObject({
    code: 'QBT_FORBIDDEN',
    advice: expect.stringMatching(/QBITTORRENT_USER and QBITTORRENT_PASS.*without a login/),
  });
});
