import { createServer } from 'node:net';
import { QBittorrentClient } from '@portkeep/qbittorrent-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../src/free-port.ts';
import {
  type InstalledQBittorrent,
  installedQBittorrents,
} from '../../src/installed-qbittorrents.ts';
import { RealQBittorrent } from '../../src/real-qbittorrent.ts';
import { leaveOut } from '../../src/require-real.ts';
import { waitUntil } from '../../src/wait-until.ts';
import { CREDENTIALS } from '../../src/web-ui.ts';
import { hurriedClock } from './hurried-clock.ts';
import { listen } from './listen.ts';
import { addTorrent, makeTorrent, torrentOf } from './torrent.ts';

const installed = installedQBittorrents();
const WAYS = { password: CREDENTIALS, 'no login': undefined };
const STOPPED = makeTorrent('stopped');
const RUNNING = makeTorrent('running');

/** A qBittorrent in the place of another, as a person sets it up: one torrent runs, one does not. */
async function startOn(port: number, { command }: InstalledQBittorrent): Promise<RealQBittorrent> {
  const real = new RealQBittorrent({ port, command });
  real.start();
  await waitUntil('qBittorrent accepts a login', () => real.ui.login());
  const person = new QBittorrentClient({ baseUrl: real.baseUrl, auth: CREDENTIALS });
  await addTorrent(person, STOPPED);
  await addTorrent(person, RUNNING, { stopped: false });
  return real;
}

for (const [from, to] of [
  ['bookworm', 'sid'],
  ['sid', 'bookworm'],
  ['bookworm', 'trixie'],
  ['trixie', 'sid'],
]) {
  const [before, after] = [from, to].map((suite) => installed.find(({ name }) => name === suite));
  if (before === undefined || after === undefined) {
    leaveOut(`needs the qbittorrent-nox of ${from} and ${to}`, true);
    continue;
  }
  describe.each(Object.entries(WAYS))(
    `after ${before.version} was replaced by ${after.version}, a program with %s`,
    (_, auth) => {
      const clients: QBittorrentClient[] = [];
      /** Clients that know the version of the first one, each for one test. */
      const client = () => clients.pop() ?? expect.unreachable('There is no client left');

      beforeAll(async () => {
        const port = await freePort();
        const first = await startOn(port, before);
        if (auth === undefined) await first.ui.setPreferences({ bypass_local_auth: true });
        const { baseUrl } = first;
        for (let count = 0; count < 6; count += 1) {
          clients.push(new QBittorrentClient({ baseUrl, auth, clock: hurriedClock }));
        }
        await Promise.all(clients.map(({ torrents }) => torrents.info({ filter: 'stopped' })));
        await first.stop();
        const second = await startOn(port, after);
        if (auth === undefined) await second.ui.setPreferences({ bypass_local_auth: true });
      });

      test('a program gets only the stopped torrents after qBittorrent was replaced', async () => {
        const stopped = await client().torrents.info({ filter: 'stopped' });
        expect(stopped.map(({ hash }) => hash)).toEqual([STOPPED.hash]);
      });

      test('a program counts the torrents after qBittorrent was replaced, or learns that this version cannot', async () => {
        const count = client().torrents.count();
        if (to === 'bookworm') {
          await expect(count).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
        } else expect(await count).toBe(2);
      });

      test('a program learns that a port is in use after qBittorrent was replaced', async () => {
        const holder = createServer();
        const port = await listen(holder, '::');
        const { portForward, transfer } = client();
        await waitUntil('it listens', async () => {
          return (await transfer.info()).connection_status === 'firewalled';
        });
        const apply = portForward.apply({ port });
        await expect(apply).rejects.toMatchObject({ code: 'QBT_NOT_LISTENING' });
        holder.close();
      });

      test('a program learns the new version after qBittorrent was replaced', async () => {
        const present = client();
        await present.session.isUp();
        expect(await present.session.getWebApiVersion()).toBe(await present.app.webApiVersion());
      });

      test('a program can stop a torrent after qBittorrent was replaced', async () => {
        const present = client();
        await present.torrents.stop({ hashes: [RUNNING.hash] });
        await waitUntil('it is stopped', async () => {
          return /^(paused|stopped)/.test((await torrentOf(present, RUNNING.hash))?.state ?? '');
        });
      });
    },
  );
}
