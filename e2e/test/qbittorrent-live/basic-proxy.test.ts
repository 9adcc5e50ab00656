import { readEnvironment } from '@portkeep/app-host';
import { qbittorrent } from '@portkeep/port-sinks';
import { examineConfigured } from '@portkeep/port-sinks/qbittorrent';
import type { QBittorrentClientOptions } from '@portkeep/qbittorrent-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBasicProxy } from '../../src/basic-proxy.ts';
import { hasReal } from '../../src/require-real.ts';
import { CREDENTIALS } from '../../src/web-ui.ts';
import { describeLive, type Live } from './live.ts';
import { sinkApp } from './start-sink.ts';

const DOORMAN = { username: 'doorman', password: 'öffne dich' };
const { signal } = new AbortController();

describe.runIf(hasReal({ programs: ['nginx'] }))('an nginx that asks for Basic credentials', () => {
  describeLive('and strips them, in front of', (live) => {
    const proxy = before(live, false);

    test('a client with Basic credentials logs in through the proxy, and again after a session has ended', async () => {
      const client = proxy.client({ basic: DOORMAN });
      expect(await client.app.version()).toBe(`v${live.version}`);
      expect(await client.torrents.info()).toEqual([]);
      await live.real.stop();
      await live.start();
      expect(await client.torrents.info()).toEqual([]);
      expect(await failedLogins(live)).toBe(0);
    });

    test('a client without Basic credentials does not take the proxy for qBittorrent', async () => {
      const error = {
        code: 'QBT_FORBIDDEN',
        status: 401,
        advice: expect.stringMatching(/"basic"/),
      };
      await expect(proxy.client().app.version()).rejects.toMatchObject(error);
      const stranger = proxy.client({ auth: undefined });
      await expect(stranger.app.version()).rejects.toMatchObject(error);
      expect(await failedLogins(live)).toBe(0);
    });

    test('wrong Basic credentials are sent to the proxy once, and never reach qBittorrent', async () => {
      const client = proxy.client({ basic: { ...DOORMAN, password: 'wrong' } });
      for (let call = 0; call < 6; call += 1) {
        await expect(client.app.version()).rejects.toMatchObject({
          code: 'QBT_LOGIN_REJECTED',
          message: expect.stringContaining('the proxy in front of it does not accept'),
        });
      }
      expect(await failedLogins(live)).toBe(0);
    });

    test('a wrong qBittorrent password is not sent twice through the proxy', async () => {
      const auth = { ...CREDENTIALS, password: 'wrong' };
      const client = proxy.client({ basic: DOORMAN, auth });
      for (let call = 0; call < 6; call += 1) {
        await expect(client.app.version()).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
        expect(await client.session.isUp()).toBe(true);
      }
      expect(await failedLogins(live)).toBe(1);
    });

    test('the apps get through the proxy with QBITTORRENT_BASIC_USER and QBITTORRENT_BASIC_PASS', async () => {
      expect((await proxy.examine(BASIC)).headline).toMatch(/listens on port|does not listen/);
      const { headline, notes } = await proxy.examine();
      expect(headline).toBe('qBittorrent authentication failed');
      expect(notes.join('\n')).toContain('QBITTORRENT_BASIC_USER and QBITTORRENT_BASIC_PASS');
    });
  });

  describeLive('and passes them on, in front of', (live) => {
    const proxy = before(live, true);
    // 5.2 takes the header of the proxy for a login of its own.
    const isTaken = () => live.atLeast('5.2');

    test('Basic credentials that are passed on cost at most one failed login, and the error names the line for nginx', async () => {
      const client = proxy.client({ basic: DOORMAN });
      for (let call = 0; call < 6; call += 1) {
        const version = client.app.version();
        if (!isTaken()) expect(await version).toBe(`v${live.version}`);
        else {
          await expect(version).rejects.toMatchObject({
            code: 'QBT_LOGIN_REJECTED',
            status: 401,
            advice: expect.stringContaining('nginx: proxy_set_header Authorization "";'),
          });
        }
        expect(await client.session.isUp()).toBe(true);
      }
      expect(await failedLogins(live)).toBe(isTaken() ? 1 : 0);
    });

    test('Basic credentials that are passed on cost a client without a login at most one more failed login', async () => {
      const earlier = await failedLogins(live);
      const client = proxy.client({ basic: DOORMAN, auth: undefined });
      for (let call = 0; call < 6; call += 1) {
        await expect(client.app.version()).rejects.toMatchObject({
          code: isTaken() ? 'QBT_LOGIN_REJECTED' : 'QBT_FORBIDDEN',
        });
      }
      expect((await failedLogins(live)) - earlier).toBe(isTaken() ? 1 : 0);
    });

    test('Basic credentials that are passed on cost the apps at most one more failed login, and doctor names the missing line', async () => {
      const earlier = await failedLogins(live);
      const { headline, notes } = await proxy.examine(BASIC);
      if (!isTaken()) expect(headline).toMatch(/listens on port|does not listen/);
      else {
        expect(headline).toBe('qBittorrent authentication failed');
        expect(notes.join('\n')).toContain('nginx: proxy_set_header Authorization "";');
      }
      expect((await failedLogins(live)) - earlier).toBe(isTaken() ? 1 : 0);
    });
  });
});

const BASIC = {
  QBITTORRENT_BASIC_USER: DOORMAN.username,
  QBITTORRENT_BASIC_PASS: DOORMAN.password,
};

/** The proxy in front of a server, once both run. */
function before(live: Live, passesOn: boolean) {
  let baseUrl = '';
  beforeAll(async () => {
    const target = live.real.baseUrl;
    baseUrl = await startBasicProxy({ target, credentials: DOORMAN, passesOn });
  });
  return {
    client: (options: Partial<QBittorrentClientOptions> = {}) =>
      live.another({ baseUrl, ...options }),
    /** What doctor finds with these variables. */
    async examine(environment: Readonly<Record<string, string>> = {}) {
      const { values } = readEnvironment(qbittorrent('listen').variables, {
        QBITTORRENT_HOST: baseUrl,
        QBITTORRENT_PASS: CREDENTIALS.password,
        ...environment,
      });
      const app = sinkApp({ name: 'sidecar', maxReplyBytes: 4_194_304 });
      const situation = { app, keeper: { kind: 'unknown' }, port: undefined } as const;
      return await examineConfigured(values, situation, signal);
    },
  };
}

/** As the log of the server has them, since its start. */
async function failedLogins(live: Live): Promise<number> {
  await live.real.ui.login();
  return await live.real.ui.failedLogins();
}
