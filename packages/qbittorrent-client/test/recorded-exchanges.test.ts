import type { HttpReply, HttpRequest } from '@portkeep/http';
import { describe, expect, test } from 'vitest';
import { QBittorrentClient } from '../src/core.ts';
import type { RequestBody } from '../src/request-body.ts';
import { caught } from './caught.ts';
import { RECORDED_VERSIONS, type RecordedVersion, recordedExchanges } from './recorded-exchange.ts';

/** An exchange with a real qBittorrent. */
function recorded(version: RecordedVersion, name: string) {
  const found = recordedExchanges(version).find((exchange) => exchange.name === name);
  if (found === undefined) throw new Error(`${version} has no exchange ${name}`);
  const { request, response } = found;
  const headers = Object.fromEntries(
    response.headers.map(([key, value]) => [key, key === 'set-cookie' ? [value] : value]),
  );
  const reply: HttpReply = { status: response.status, headers, body: response.body };
  return { request, reply };
}

/** Plays exchanges in order and keeps what was asked. */
function play(version: RecordedVersion, names: readonly string[]) {
  const requests: HttpRequest<RequestBody>[] = [];
  const client = new QBittorrentClient({
    baseUrl: 'http://127.0.0.1:23110',
    auth: { username: 'admin', password: 'testpass123' },
    transport: async (request) => {
      const name = names[requests.length];
      requests.push(request);
      if (name === undefined) throw new Error(`Unexpected request ${request.url}`);
      return recorded(version, name).reply;
    },
  });
  const expectSameRequests = () => {
    expect(requests).toHaveLength(names.length);
    for (const [index, name] of names.entries()) {
      const { request } = recorded(version, name);
      const sent = requests[index];
      expect(sent?.method).toBe(request.method);
      expect(sent && new URL(sent.url).pathname).toBe(request.path);
    }
  };
  return { client, requests, expectSameRequests };
}

describe.each(RECORDED_VERSIONS)('a recorded qBittorrent %s', (version) => {
  test('a recorded qBittorrent accepts the login of the client, and its cookie comes back', async () => {
    const { client, requests, expectSameRequests } = play(version, ['login-good', 'version']);
    expect(await client.app.version()).toBe(`v${version}`);
    expectSameRequests();
    const { request } = recorded(version, 'login-good');
    expect(Object.fromEntries(new URLSearchParams(String(requests[0]?.body)))).toEqual(
      request.form,
    );
    const { headers } = recorded(version, 'setPreferences-listen_port').request;
    expect(requests[1]?.headers.cookie?.split('=')[0]).toBe(headers.Cookie?.split('=')[0]);
  });

  test('a recorded qBittorrent reports its Web API, preferences and transfer state', async () => {
    const names = ['login-good', 'webapiVersion', 'preferences', 'transfer-info'];
    const { client, expectSameRequests } = play(version, names);
    expect(await client.app.webApiVersion()).toMatch(/^2\.\d+\.\d+$/);
    expect(await client.app.preferences()).toMatchObject({
      listen_port: expect.any(Number),
      random_port: false,
      web_ui_username: 'admin',
    });
    expect((await client.transfer.info()).connection_status).toBe('firewalled');
    expectSameRequests();
  });

  test('a recorded qBittorrent accepts the preferences that the client sends', async () => {
    const { client, requests } = play(version, ['login-good', 'setPreferences-listen_port']);
    const { form } = recorded(version, 'setPreferences-listen_port').request;
    const patch = JSON.parse(form?.json ?? '');
    await client.app.setPreferences(patch);
    const json = new URLSearchParams(String(requests[1]?.body)).get('json') ?? '';
    expect(JSON.parse(json)).toEqual(patch);
  });

  test('a recorded qBittorrent renews an ended session', async () => {
    const names = ['login-good', 'bogus-sid', 'login-good', 'version'];
    const { client, expectSameRequests } = play(version, names);
    expect(await client.app.version()).toBe(`v${version}`);
    expectSameRequests();
  });

  test('a recorded qBittorrent forgets the session at logout', async () => {
    const names = ['login-good', 'logout', 'login-good'];
    const { client, requests, expectSameRequests } = play(version, names);
    await client.auth.login();
    await client.auth.logout();
    await client.auth.login();
    expectSameRequests();
    expect(requests[1]?.headers.cookie).toBeDefined();
  });

  test.each(['login-again', 'login-after-expiry', 'login-fresh', 'after-ban'])(
    'a recorded qBittorrent lets a client in with %s',
    async (name) => {
      const { client, requests } = play(version, [name]);
      await client.auth.login();
      const sent = new URLSearchParams(String(requests[0]?.body));
      expect(Object.fromEntries(sent)).toEqual(recorded(version, name).request.form);
    },
  );

  test.each([
    ['login-bad', 'QBT_LOGIN_REJECTED'],
    ['ban-0', 'QBT_LOGIN_REJECTED'],
    ['ban-1', 'QBT_LOGIN_REJECTED'],
    ['ban-2', 'QBT_LOGIN_REJECTED'],
    ['ban-3', 'QBT_BANNED'],
    ['banned-good-pw', 'QBT_BANNED'],
  ])('a recorded qBittorrent answers a login with %s: %s', async (name, code) => {
    const { client } = play(version, [name, 'noauth-version']);
    expect((await caught(client.auth.login())).code).toBe(code);
  });

  test.each([
    ['host-wrong-port', 'QBT_HOST_OR_ORIGIN_REJECTED'],
    ['unknown-action', 'QBT_NOT_FOUND'],
    ['setPreferences-nojson', 'QBT_BAD_REQUEST'],
  ])('a recorded qBittorrent answers a call with %s: %s', async (name, code) => {
    const { client } = play(version, ['login-good', name]);
    expect((await caught(client.app.version())).code).toBe(code);
  });
});

describe('a recorded API key', () => {
  test.each([
    ['bearer-ok', undefined],
    // It does not look at the Host and the Origin of who has a key.
    ['bearer-badhost', undefined],
    ['bearer-cross-origin', undefined],
    ['bearer-bad', 'QBT_LOGIN_REJECTED'],
    ['bearer-deleted', 'QBT_LOGIN_REJECTED'],
  ])('%s', async (name, code) => {
    const { request, reply } = recorded('5.2.3', name);
    const apiKey = request.headers.Authorization?.replace('Bearer ', '') ?? '';
    const sent: HttpRequest<RequestBody>[] = [];
    const client = new QBittorrentClient({
      baseUrl: 'http://127.0.0.1:23110',
      auth: { apiKey },
      transport: async (asked) => {
        sent.push(asked);
        return reply;
      },
    });
    const error = code === undefined ? undefined : await caught(client.app.version());
    if (code === undefined) expect(await client.app.version()).toBe('v5.2.3');
    expect(error?.code).toBe(code);
    expect(sent[0]?.headers.authorization).toBe(request.headers.Authorization);
  });
});
