import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { ADMIN, connect } from '../../test/session-client.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

const HTML = { 'content-type': 'text/html' };

/** A server behind a proxy that writes its own reply in the place of a 403. */
async function behindProxy(status: number, headers: Record<string, string>) {
  const server = new FakeQBittorrent();
  const client = new QBittorrentClient({
    baseUrl: 'http://host:8080',
    auth: ADMIN,
    transport: async (request, options) => {
      const reply = await server.transport(request, options);
      return reply.status === 403 ? { status, headers, body: '<h1>No</h1>' } : reply;
    },
  });
  await client.app.version();
  return { server, client };
}

describe.each([
  [401, HTML],
  [401, { 'content-type': 'text/plain' }],
  [403, HTML],
  [403, {}],
])('where a proxy makes %i %o of the end of a session, the client', (status, headers) => {
  test('a client logs in once and repeats the call when a proxy changes the status of an ended session', async () => {
    const { server, client } = await behindProxy(status, headers);
    server.restart();
    await Promise.all(Array.from({ length: 20 }, () => client.app.version()));
    expect(server.logins()).toBe(2);
  });

  test('a client forgets a session whose end a proxy reports with another status, also when the login fails', async () => {
    const { server, client } = await behindProxy(status, headers);
    server.restart();
    server.password = 'changed';
    expect((await caught(client.app.version())).code).toBe('QBT_LOGIN_REJECTED');
    client.session.allowLogin();
    server.password = 'adminadmin';
    await client.app.version();
    expect(server.logins()).toBe(3);
  });
});

describe('a 401', () => {
  test('a 401 that is followed by another in the new session is reported, and costs one login', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.app.version();
    server.intercept = ({ url }) => (url.endsWith('login') ? undefined : text(401, 'Unauthorized'));
    for (let call = 0; call < 5; call += 1) {
      expect((await caught(client.app.version())).code).toBe('QBT_HOST_OR_ORIGIN_REJECTED');
    }
    expect(server.logins()).toBe(2);
  });

  test('a 401 from qBittorrent that is due to its check of the Host header is not blamed on the password', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.app.version();
    server.hostRejected = true;
    expect((await caught(client.app.version())).code).toBe('QBT_HOST_OR_ORIGIN_REJECTED');
    server.hostRejected = false;
    await client.app.version();
  });

  test('a 401 in a session that never worked costs no login', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    server.intercept = ({ url }) => (url.endsWith('login') ? undefined : text(401, 'Unauthorized'));
    expect((await caught(client.app.version())).code).toBe('QBT_HOST_OR_ORIGIN_REJECTED');
    expect(server.logins()).toBe(1);
  });
});
