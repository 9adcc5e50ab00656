import type { HttpReply } from '@portkeep/http';
import { expect, test } from 'vitest';
import { QBittorrentClient } from '../src/core.ts';
import { caught } from './caught.ts';
import { page } from './fake-proxy.ts';
import { FakeQBittorrent, text } from './fake-qbittorrent.ts';
import { ADMIN, connect } from './session-client.ts';

/** Advice that would make a server less safe. */
const WEAKER = /switch(ed)? off|turn(ed)? off|disable|bypass|whitelist|without a (login|password)/i;
const CHALLENGES = [undefined, 'Basic realm="x"', 'Bearer'];
const STATUSES = Array.from({ length: 300 }, (_, index) => 300 + index);

/** A refusal by a proxy with a page, by one with plain text, and by qBittorrent itself. */
const REPLIES = STATUSES.flatMap((status) =>
  CHALLENGES.flatMap((challenge) => {
    const plain = text(status, status === 403 ? 'Forbidden' : 'Unauthorized');
    const headers =
      challenge === undefined ? plain.headers : { ...plain.headers, 'www-authenticate': challenge };
    return [page(status, challenge), { ...plain, headers }];
  }),
);

const COOKIE = { headers: { 'set-cookie': 'SID=1' } };
const WAYS_IN = { password: ADMIN, 'API key': { apiKey: 'qbt_key' }, none: undefined };

test.each(Object.entries(WAYS_IN))(
  'no refusal, whatever its status, leads to advice that makes a server less safe (access by %s)',
  async (_, auth) => {
    for (const reply of REPLIES) {
      for (const onlyCalls of [false, true]) {
        const { transport } = refusing(reply, onlyCalls);
        const baseUrl = 'http://host:8080';
        const client = new QBittorrentClient({ baseUrl, auth, transport, retries: 0 });
        const error = await caught(client.app.version());
        expect(error.message).not.toMatch(WEAKER);
      }
    }
  },
);

test.each([401, 403])(
  'a proxy that answers %i in place of qBittorrent is named in the advice, at a login and at other calls',
  async (status) => {
    for (const challenge of CHALLENGES) {
      for (const onlyCalls of [false, true]) {
        const { transport, sent } = refusing(page(status, challenge), onlyCalls);
        const client = new QBittorrentClient({
          baseUrl: 'http://host:8080',
          auth: ADMIN,
          transport,
        });
        const error = await caught(client.app.version());
        expect(error).toMatchObject({ code: 'QBT_FORBIDDEN', status });
        expect(error.advice).toContain('the proxy in front of qBittorrent');
        expect(error.advice.includes('"basic"')).toBe(
          status === 401 || /basic/i.test(challenge ?? ''),
        );
        expect(error.advice.includes('Bearer')).toBe(status === 401 && challenge === 'Bearer');
        expect(sent.filter((url) => url.endsWith('auth/login')).length).toBeLessThanOrEqual(1);
      }
    }
  },
);

test('a 401 of qBittorrent itself is reported as a problem with the Host header', async () => {
  const server = new FakeQBittorrent();
  server.hostRejected = true;
  expect((await caught(connect(server).app.version())).code).toBe('QBT_HOST_OR_ORIGIN_REJECTED');
});

/** A server that answers everything with this, or everything but logins. */
function refusing(reply: HttpReply, onlyCalls: boolean) {
  const sent: string[] = [];
  const transport = async ({ url }: { readonly url: string }) => {
    sent.push(url);
    const isLogin = url.endsWith('auth/login');
    return isLogin && onlyCalls ? { ...text(204, ''), ...COOKIE } : reply;
  };
  return { transport, sent };
}
