import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { connect } from '../../test/session-client.ts';

describe('an API key', () => {
  test('an API key goes into each request, without a login', async () => {
    const server = new FakeQBittorrent();
    server.apiKey = 'qbt_key';
    const client = connect(server, { apiKey: async () => 'qbt_key' });
    await client.auth.login();
    await client.app.version();
    await client.auth.logout();
    expect(server.calls()).toEqual(['GET app/version']);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer qbt_key');
  });

  test('an API key is sent again after a refusal, which may have been that of a proxy', async () => {
    const server = new FakeQBittorrent();
    server.apiKey = 'qbt_key';
    const client = connect(server, { apiKey: 'qbt_key' });
    await client.app.version();
    server.intercept = () => text(403, 'Forbidden');
    expect(await caught(client.app.version())).toMatchObject({
      code: 'QBT_LOGIN_REJECTED',
      reason: 'api-key-refused',
    });
    server.intercept = () => undefined;
    expect(await client.app.version()).toBe('v5.2.3');
    expect(server.requests).toHaveLength(3);
  });

  test('an API key that is replaced takes effect with the next call', async () => {
    const server = new FakeQBittorrent();
    server.apiKey = 'qbt_key';
    let apiKey = 'qbt_old';
    const client = connect(server, { apiKey: () => apiKey });
    expect((await caught(client.app.version())).code).toBe('QBT_LOGIN_REJECTED');
    apiKey = 'qbt_key';
    await client.app.version();
  });

  test('an API key is not blamed for a refusal that has another reason', async () => {
    const server = new FakeQBittorrent();
    server.apiKey = 'qbt_key';
    const client = connect(server, { apiKey: 'qbt_key' });
    await client.app.version();
    for (const [status, body, code] of [
      [401, 'Unauthorized', 'QBT_HOST_OR_ORIGIN_REJECTED'],
      [403, 'Cannot write to directory', 'QBT_FORBIDDEN'],
      [403, 'Your IP address has been banned', 'QBT_BANNED'],
    ] as const) {
      server.intercept = () => text(status, body);
      expect((await caught(client.app.version())).code).toBe(code);
    }
  });

  test.each(['', 'qbt key', 'qbt_\n', 'qbt_€'])(
    'an API key that no header can carry is refused: %j',
    async (apiKey) => {
      const server = new FakeQBittorrent();
      const error = await caught(connect(server, { apiKey }).app.version());
      expect(error.code).toBe('QBT_LOGIN_REJECTED');
      expect(server.requests).toHaveLength(0);
    },
  );
});
