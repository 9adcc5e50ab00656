import { describe, expect, test } from 'vitest';
import { FakeQBittorrent } from '../../test/fake-qbittorrent.ts';
import { ADMIN } from '../../test/session-client.ts';
import type { QBittorrentClientOptions } from '../client-options.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

const KEY = 'qbt_0123456789012345678901234567';

/** A function that returns a secret, and can be made to hang. */
function secretOf(value: string) {
  let note = () => {};
  const asked = new Promise<void>((resolve) => {
    note = resolve;
  });
  const secret = {
    hangs: true,
    /** Resolves when it is asked for the first time. */
    asked,
    read() {
      note();
      return secret.hangs ? new Promise<string>(() => {}) : value;
    },
  };
  return secret;
}

const WAYS: readonly [string, string, (secret: () => string | Promise<string>) => object][] = [
  ['an API key', KEY, (apiKey) => ({ auth: { apiKey } })],
  ['a header', 'token', (token) => ({ auth: ADMIN, headers: { 'x-token': token } })],
  ['a header, without a login', 'token', (token) => ({ headers: { 'x-token': token } })],
  ['a Basic user', 'user', (username) => ({ auth: ADMIN, basic: { username, password: 'p' } })],
];

function connect(options: object, timeoutMs: number) {
  const server = new FakeQBittorrent('5.2');
  server.apiKey = KEY;
  server.bypass = !('auth' in options);
  const whole: QBittorrentClientOptions = {
    baseUrl: 'http://host',
    transport: server.transport,
    concurrency: 1,
    timeoutMs,
    ...options,
  };
  return { server, client: new QBittorrentClient(whole) };
}

describe.each(WAYS)('a function for %s that hangs', (_, value, optionsWith) => {
  test('a function for a secret that hangs uses up the time limit of a call, but takes no place in the queue', async () => {
    const secret = secretOf(value);
    const { server, client } = connect(optionsWith(secret.read), 20);
    const calls = [client.app.version(), client.app.version()];
    for (const each of await Promise.allSettled(calls))
      expect(each).toMatchObject({ reason: { code: 'QBT_TIMEOUT' } });
    expect(server.requests).toHaveLength(0);
    secret.hangs = false;
    // A login is given up a moment later, for those who have more time.
    await expect.poll(() => client.app.version().catch(String)).toBe('v5.2.3');
  });

  test('a function for a secret that hangs does not hold up a call that is aborted', async () => {
    const secret = secretOf(value);
    const { client } = connect(optionsWith(secret.read), 10_000);
    const stop = new AbortController();
    const ended = expect(client.app.version({ signal: stop.signal })).rejects.toBe('enough');
    await secret.asked;
    stop.abort('enough');
    await ended;
    secret.hangs = false;
    expect(await client.app.version()).toBe('v5.2.3');
  });

  test('a function for a secret that hangs does not hide the TypeError for an unusable timeoutMs', async () => {
    const { client } = connect(
      optionsWith(() => value),
      10_000,
    );
    await expect(client.app.version({ timeoutMs: Number.NaN })).rejects.toThrow(TypeError);
  });
});
