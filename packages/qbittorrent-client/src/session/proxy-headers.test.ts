import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeQBittorrent } from '../../test/fake-qbittorrent.ts';
import { ADMIN } from '../../test/session-client.ts';
import type { QBittorrentClientOptions } from '../client-options.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

const SECRETS = /token-of-the-door|pass-of-the-door|dG9rZW4|cGFzcy1v/;
const BASIC = { username: 'doorman', password: 'pass-of-the-door' };

function open(options: Partial<QBittorrentClientOptions>) {
  const server = new FakeQBittorrent();
  const client = new QBittorrentClient({
    baseUrl: 'http://host:8080',
    auth: ADMIN,
    transport: server.transport,
    ...options,
  });
  return { server, client };
}

describe('the headers for a proxy in front of qBittorrent', () => {
  test('the headers for a proxy in front of qBittorrent are sent with each request, the login and that of isUp() included', async () => {
    let time = 0;
    const { server, client } = open({
      headers: { 'X-Token': 'token-of-the-door', 'x-time': async () => `${++time}` },
    });
    await client.session.isUp();
    await client.app.version();
    expect(server.requests.map(({ headers }) => headers['x-token'])).toEqual(
      Array(3).fill('token-of-the-door'),
    );
    expect(server.requests.at(-1)?.headers['x-time']).toBe(`${time}`);
  });

  test('the headers for a proxy in front of qBittorrent are sent together with an API key', async () => {
    const { server, client } = open({
      auth: { apiKey: 'qbt_key' },
      headers: { 'x-token': 'token-of-the-door' },
    });
    server.apiKey = 'qbt_key';
    await client.app.version();
    expect(server.requests.at(-1)?.headers).toEqual({
      authorization: 'Bearer qbt_key',
      'x-token': 'token-of-the-door',
    });
  });

  test('the headers for a proxy in front of qBittorrent hold any user name and password as UTF-8', async () => {
    const { server, client } = open({ basic: { username: 'ü', password: () => 'ö:€ ' } });
    await client.app.version();
    expect(server.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('ü:ö:€ ').toString('base64')}`,
    );
  });

  test.each([
    'accept-encoding',
    'Connection',
    'Content-Encoding',
    'Content-Length',
    'content-type',
    'Cookie',
    'Expect',
    'HOST',
    'Keep-Alive',
    'Origin',
    'Referer',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'a b',
    'a:b',
    'a\nb',
    '',
  ])('a header for a proxy in front of qBittorrent cannot be called %j', (name) => {
    expect(() => open({ headers: { [name]: 'token-of-the-door' } })).toThrow(
      expect.objectContaining({
        name: 'TypeError',
        message: expect.stringMatching(/^Cannot use "headers": (?!.*token)/),
      }),
    );
  });

  test.each([
    ['basic and an API key', { auth: { apiKey: 'qbt_key' }, basic: BASIC }],
    ['basic and a header', { basic: BASIC, headers: { Authorization: 'token-of-the-door' } }],
    [
      'an API key and a header',
      { auth: { apiKey: 'qbt_key' }, headers: { authorization: 'token-of-the-door' } },
    ],
  ])('two Authorization headers are refused: %s', (_, options) => {
    expect(() => open(options)).toThrow(
      expect.objectContaining({
        name: 'TypeError',
        message: expect.stringMatching(/^Cannot use "basic": (?!.*of-the-door)/),
      }),
    );
  });

  test.each([
    ['headers.x-token', { headers: { 'x-token': undefined } }],
    ['basic.username', { basic: { password: 'pass-of-the-door' } }],
    ['basic.password', { basic: { username: 'doorman' } }],
  ])(
    'the headers for a proxy in front of qBittorrent are reported by name when they are missing: %s',
    (name, options) => {
      // What callers without types do.
      const untyped = options as unknown as Partial<QBittorrentClientOptions>;
      expect(() => open(untyped)).toThrow(`Cannot use "${name}": give a string`);
    },
  );

  test.each(['', ' ', 'token-of-the-door\n', ' token-of-the-door', 'token\r\nHost: x', 'tökén'])(
    'the headers for a proxy in front of qBittorrent are not sent with the value %j, and the error does not repeat it',
    async (value) => {
      const { server, client } = open({ headers: { 'x-token': () => value } });
      const error = await caught(client.app.version());
      expect(error).toMatchObject({
        code: 'QBT_BAD_REQUEST',
        message:
          'Cannot send a request: "headers.x-token" is empty, or no header can carry it; correct it',
      });
      expect(server.requests).toEqual([]);
    },
  );

  test('the headers for a proxy in front of qBittorrent are not sent for a user name with a colon, which the proxy would cut there', async () => {
    const { server, client } = open({ basic: { username: 'a:b', password: 'pass-of-the-door' } });
    expect((await caught(client.app.version())).message).toContain('"basic.username" has a colon');
    expect(server.requests).toEqual([]);
  });

  test('the headers for a proxy in front of qBittorrent appear in no error, nor in a client that is inspected or written as JSON', async () => {
    const server = new FakeQBittorrent();
    for (const secrets of [{ basic: BASIC }, { headers: { authorization: 'token-of-the-door' } }]) {
      const { client } = open({ ...secrets, transport: server.transport });
      for (const status of [302, 400, 401, 403, 404, 415, 429, 500]) {
        server.intercept = ({ headers }) => ({
          status,
          headers: { 'content-type': 'text/plain', 'www-authenticate': `${headers.authorization}` },
          body: `${headers.authorization}`,
        });
        const error = await caught(client.app.version());
        expect(`${error.message}${inspect(error, { depth: 9, showHidden: true })}`).not.toMatch(
          SECRETS,
        );
        client.session.allowLogin();
      }
      expect(inspect(client, { depth: 9, showHidden: true })).not.toMatch(SECRETS);
      expect(JSON.stringify(client)).not.toMatch(SECRETS);
    }
  });
});
