import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { caught, networkFailure } from '../test/caught.ts';
import { FakeClock } from '../test/fake-clock.ts';
import { FakeQBittorrent, text } from '../test/fake-qbittorrent.ts';
import { QBittorrentClient } from './qbittorrent-client.ts';
import { isQBittorrentError } from './qbittorrent-error.ts';
import type { RequestOptions } from './request-options.ts';
import { QBittorrentSession } from './session/session.ts';

const METHODS: Record<
  string,
  (client: QBittorrentClient, options?: RequestOptions) => Promise<unknown>
> = {
  login: (client, options) => client.auth.login(options),
  getVersion: (client, options) => client.app.version(options),
  getWebApiVersion: (client, options) => client.app.webApiVersion(options),
  getPreferences: (client, options) => client.app.preferences(options),
  setPreferences: (client, options) =>
    client.app.setPreferences({ web_ui_password: 'new-secret' }, options),
  getTransferInfo: (client, options) => client.transfer.info(options),
  reannounce: (client, options) => client.torrents.reannounce({ hashes: 'all' }, options),
  setListenPort: (client, options) => client.portForward.apply({ port: 54_321 }, options),
  rebind: (client, options) => client.portForward.rebind({ port: 6881 }, options),
  setAnnouncePort: (client, options) => client.portForward.announce({ port: 54_321 }, options),
  isUp: (client, options) => client.session.isUp(options),
  logout: (client, options) => client.auth.logout(options),
};
const CASES = Object.entries(METHODS);

function connect(server: FakeQBittorrent): QBittorrentClient {
  return new QBittorrentClient({
    baseUrl: 'http://host:8080/',
    auth: { username: 'admin', password: 'adminadmin' },
    transport: server.transport,
    clock: new FakeClock(),
  });
}

describe.each(CASES)('%s', (name, run) => {
  test('a call whose signal is already aborted rejects with its reason, and sends nothing', async () => {
    const server = new FakeQBittorrent();
    const reason = new Error('mine');
    const signal = AbortSignal.abort(reason);
    await expect(run(connect(server), { signal })).rejects.toBe(reason);
    expect(server.requests).toHaveLength(0);
  });

  test('a call that is aborted in flight rejects at once with the reason of the signal', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.app.version();
    server.hangs = true;
    const stop = new AbortController();
    const outcome = run(client, { signal: stop.signal });
    await expect.poll(() => server.requests.length).toBe(3);
    const reason = { not: 'even an error' };
    stop.abort(reason);
    await expect(outcome).rejects.toBe(reason);
  });

  test('a call shows no secret in any error', async () => {
    const secrets = /adminadmin|cookie-secret|proxy-secret|new-secret|secret-in-the-message/;
    let errors = 0;
    for (const sabotage of sabotages()) {
      const server = new FakeQBittorrent();
      const client = connect(server);
      await client.app.version();
      sabotage(server);
      const error = await run(client).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error === undefined) continue;
      errors += 1;
      if (!isQBittorrentError(error)) throw error;
      expect(error.message).not.toMatch(secrets);
      expect(error.message).toMatch(/^\S.*[^.]$/);
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(secrets);
      expect(JSON.stringify(error)).not.toMatch(secrets);
      expect(inspect(client, { depth: 9, showHidden: true })).not.toMatch(secrets);
    }
    expect(errors).toBeGreaterThanOrEqual(name === 'isUp' ? 0 : 10);
  });
});

/** Ways to make the next call fail, each answering with what was sent where it can. */
function* sabotages(): Generator<(server: FakeQBittorrent) => void> {
  for (const code of ['ECONNREFUSED', 'ETIMEDOUT', 'CERT_HAS_EXPIRED', 'ERR_REPLY_TOO_LARGE']) {
    yield (server) => {
      server.failure = networkFailure(code);
    };
  }
  for (const status of [302, 400, 401, 403, 404, 405, 409, 415, 429, 500, 502]) {
    yield (server) => {
      server.intercept = ({ body, headers }) =>
        body === undefined
          ? text(status, 'Forbidden')
          : text(status, `${decodeURIComponent(String(body))} ${headers.cookie}`.slice(0, 100));
    };
  }
  yield (server) => {
    server.intercept = ({ body = '', headers }) => text(200, `${body} ${headers.cookie}`);
  };
  yield (server) => {
    server.intercept = () => text(200, '{"listen_port":"proxy-secret","upnp":"proxy-secret"}');
  };
  yield (server) => {
    server.restart();
    server.password = 'another';
  };
  yield (server) => {
    server.intercept = () => text(403, 'Your IP address has been banned');
  };
}

describe('QBittorrentClient', () => {
  test('QBittorrentClient refuses an address that it cannot use', () => {
    const { transport } = new FakeQBittorrent();
    expect(() => new QBittorrentClient({ baseUrl: 'ftp://host', transport })).toThrow(TypeError);
  });

  test('QBittorrentClient does nothing before the first call', () => {
    const server = new FakeQBittorrent();
    connect(server);
    expect(server.requests).toHaveLength(0);
  });

  test('QBittorrentClient keeps login and logout apart from what only the session can', () => {
    const client = connect(new FakeQBittorrent());
    expect(Object.keys(client.auth)).toEqual(['login', 'logout']);
    expect(client.session).toBeInstanceOf(QBittorrentSession);
  });

  test('QBittorrentClient speaks to qBittorrent behind a path prefix, with its time limit', async () => {
    const seen: unknown[] = [];
    const client = new QBittorrentClient({
      baseUrl: 'https://host/qbt/',
      timeoutMs: 123,
      transport: async ({ url }, { timeoutMs }) => {
        seen.push(url, timeoutMs);
        return text(200, 'v5.2.3');
      },
    });
    await client.app.version();
    expect(seen).toEqual(['https://host/qbt/api/v2/app/version', 123]);
  });

  test('QBittorrentClient passes on the error of a function that returns a secret', async () => {
    const failure = new Error('Cannot read the file');
    const client = new QBittorrentClient({
      baseUrl: 'http://host',
      auth: { username: 'admin', password: () => Promise.reject(failure) },
      transport: new FakeQBittorrent().transport,
    });
    await expect(client.app.version()).rejects.toBe(failure);
  });

  test('QBittorrentClient announces some torrents only when asked to', async () => {
    const server = new FakeQBittorrent();
    await connect(server).torrents.reannounce({ hashes: ['aa', 'bb'] });
    expect(server.requests.at(-1)?.body).toBe('hashes=aa%7Cbb');
  });

  test('QBittorrentClient keeps the code of an unreachable server', async () => {
    const server = new FakeQBittorrent();
    server.failure = networkFailure('ECONNREFUSED');
    const error = await caught(connect(server).app.version());
    expect(error.code).toBe('QBT_UNREACHABLE');
    expect(error.message).toContain('host:8080 (ECONNREFUSED)');
  });
});
