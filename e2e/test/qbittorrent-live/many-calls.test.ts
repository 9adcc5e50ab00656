import { expect, test } from 'vitest';
import { freePort } from '../../src/free-port.ts';
import { waitUntil } from '../../src/wait-until.ts';
import { describeLive } from './live.ts';
import { addTorrent, makeTorrent } from './torrent.ts';
import { countOf, watchedTransport } from './watched-transport.ts';

const CALLS = 2_000;

describeLive('many calls at once', (live) => {
  const torrent = makeTorrent('often asked for');

  test('many calls at once are all answered', async () => {
    const client = live.another();
    await addTorrent(client, torrent);
    const { hash } = torrent;
    const all = await Promise.all(
      Array.from({ length: CALLS }, () => client.torrents.properties({ hash })),
    );
    expect(all).toHaveLength(CALLS);
  });

  test('many calls are all answered with one login when qBittorrent ends their session in the middle', async () => {
    const { transport, sent } = watchedTransport();
    let cookie = '';
    const client = live.another({
      transport(request, options) {
        cookie ||= request.headers.cookie ?? '';
        return transport(request, options);
      },
    });
    const { hash } = torrent;
    const calls = Array.from({ length: CALLS }, () => client.torrents.properties({ hash }));
    await calls[CALLS / 4];
    await fetch(`${live.real.baseUrl}/api/v2/auth/logout`, { method: 'POST', headers: { cookie } });
    await Promise.all(calls);
    expect(countOf(sent, 'auth/login')).toBe(2);
  });

  test('setting a port overtakes many waiting calls', async () => {
    const client = live.another();
    const { hash } = torrent;
    const port = await freePort();
    await live.client.portForward.apply({ port });
    let answered = 0;
    const calls = Array.from({ length: CALLS }, async () => {
      await client.torrents.properties({ hash });
      answered += 1;
    });
    await client.portForward.verify({ port });
    expect(answered).toBeLessThan(CALLS / 2);
    await Promise.all(calls);
  });

  test('many calls without a login start one session and do not disturb the session of a user', async () => {
    await live.client.app.setPreferences({ bypass_local_auth: true });
    const person = watchedTransport();
    const personal = live.another({ transport: person.transport });
    await personal.auth.login();

    const cookies = new Set<string | undefined>();
    const { transport } = watchedTransport();
    const client = live.another({
      auth: undefined,
      async transport(request, options) {
        const reply = await transport(request, options);
        for (const cookie of reply.headers['set-cookie'] ?? []) cookies.add(cookie.split(';')[0]);
        return reply;
      },
    });
    await Promise.all(Array.from({ length: 40 }, () => client.app.version()));
    expect(cookies.size).toBe(1);

    await live.client.app.setPreferences({ bypass_local_auth: false });
    await waitUntil('a login is needed again', async () => {
      const stranger = live.another({ auth: undefined });
      return await stranger.app.version().then(
        () => false,
        () => true,
      );
    });
    await personal.app.version();
    expect(countOf(person.sent, 'auth/login')).toBe(1);

    await client.session[Symbol.asyncDispose]();
  });
});
