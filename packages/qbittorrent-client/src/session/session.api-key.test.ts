import { describe, expect, it } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeQBittorrent } from '../../test/fake-qbittorrent.ts';
import { connect } from '../../test/session-client.ts';

describe('an API key', () => {
  it('goes into each request, without a login', async () => {
    const server = new FakeQBittorrent();
    server.apiKey = 'qbt_key';
    const client = connect(server, { apiKey: async () => 'qbt_key' });
    await client.auth.login();
    await client.app.version();
    await client.auth.logout();
    expect(server.calls()).toEqual(['GET app/version']);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer qbt_key');
  });

  it('is not sent again once rejected, until it changed', async () => {
    const server = new FakeQBittorrent();
    server.apiKey = 'qbt_key';
    let apiKey = 'qbt_old';
    const client = connect(server, { apiKey: () => apiKey });
    expect((await caught(client.app.version())).code).toBe('QBT_LOGIN_REJECTED');
    expect((await caught(client.app.version())).code).toBe('QBT_LOGIN_REJECTED');
    expect(server.requests).toHaveLength(1);
    apiKey = 'qbt_key';
    await client.app.version();
  });

  it.each(['', 'qbt key', 'qbt_\n', 'qbt_€'])(
    'that no header can carry is refused: %j',
    async (apiKey) => {
      const server = new FakeQBittorrent();
      const error = await caught(connect(server, { apiKey }).app.version());
      expect(error.code).toBe('QBT_LOGIN_REJECTED');
      expect(server.requests).toHaveLength(0);
    },
  );
});
