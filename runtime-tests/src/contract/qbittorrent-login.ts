import assert from 'node:assert/strict';
import { QBittorrentClient } from '@portkeep/qbittorrent-client';
import type { ContractCase } from '../contract-case.ts';
import { patience } from '../patience.ts';
import { rejectionOf, rejectionWithCode } from '../rejection.ts';

const auth = { username: 'admin', password: 'adminadmin' };

export const QBITTORRENT_LOGIN: readonly ContractCase[] = [
  ...(
    [
      ['4.5', 'v4.5.2', '2.8.19'],
      ['5.1', 'v5.1.4', '2.11.4'],
      ['5.2', 'v5.2.3', '2.15.1'],
    ] as const
  ).map(
    ([dialect, version, webApiVersion]) =>
      ({
        name: `logs in to ${dialect} once and keeps its cookie`,
        async run(stage): Promise<void> {
          const { baseUrl } = await stage.startQBittorrent(dialect);
          const client = new QBittorrentClient({ baseUrl, auth });
          assert.equal(await client.app.version(), version);
          assert.equal(await client.app.webApiVersion(), webApiVersion);
          const { logins } = await stage.order('look-at-qbittorrent', null);
          assert.equal(logins.length, 1);
        },
      }) satisfies ContractCase,
  ),
  {
    name: 'shares one login between 20 calls at once',
    async run(stage) {
      const { baseUrl } = await stage.startQBittorrent('5.2');
      const client = new QBittorrentClient({ baseUrl, auth });
      await Promise.all(Array.from({ length: 20 }, () => client.app.version()));
      const { logins, requests } = await stage.order('look-at-qbittorrent', null);
      assert.equal(logins.length, 1);
      assert.equal(requests.length, 21);
    },
  },
  ...(['4.5', '5.1', '5.2'] as const).map(
    (dialect) =>
      ({
        name: `does not repeat a wrong password on ${dialect}`,
        async run(stage): Promise<void> {
          const { baseUrl } = await stage.startQBittorrent(dialect);
          const client = new QBittorrentClient({ baseUrl, auth: { ...auth, password: 'wrong' } });
          for (let attempt = 1; attempt <= 6; attempt += 1) {
            await rejectionWithCode(client.app.version(), 'QBT_LOGIN_REJECTED');
          }
          const { logins } = await stage.order('look-at-qbittorrent', null);
          assert.deepEqual(
            logins.map(({ result }) => result),
            ['rejected'],
          );
        },
      }) satisfies ContractCase,
  ),
  {
    name: 'tries a corrected password at once',
    async run(stage) {
      const { baseUrl } = await stage.startQBittorrent('5.2');
      let password = 'wrong';
      const client = new QBittorrentClient({
        baseUrl,
        auth: { ...auth, password: () => password },
      });
      await rejectionWithCode(client.app.version(), 'QBT_LOGIN_REJECTED');
      password = auth.password;
      assert.equal(await client.app.version(), 'v5.2.3');
    },
  },
  ...(['4.5', '5.1', '5.2'] as const).map(
    (dialect) =>
      ({
        name: `logs in again after a restart of ${dialect}`,
        async run(stage): Promise<void> {
          const { baseUrl } = await stage.startQBittorrent(dialect);
          const client = new QBittorrentClient({ baseUrl, auth });
          await client.app.version();
          await stage.order('restart-qbittorrent', null);
          await client.app.version();
          const { logins } = await stage.order('look-at-qbittorrent', null);
          assert.equal(logins.length, 2);
        },
      }) satisfies ContractCase,
  ),
  {
    name: 'distinguishes a ban from a wrong password and stops trying',
    async run(stage) {
      const { baseUrl } = await stage.startQBittorrent('5.1');
      await stage.order('fail-qbittorrent', { kind: 'ban' });
      const client = new QBittorrentClient({ baseUrl, auth });
      await rejectionWithCode(client.app.version(), 'QBT_BANNED');
      await rejectionWithCode(client.app.version(), 'QBT_BANNED');
      const { requests } = await stage.order('look-at-qbittorrent', null);
      assert.equal(requests.length, 1);
    },
  },
  ...(['4.5', '5.2'] as const).map(
    (dialect) =>
      ({
        name: `explains a refused Host header of ${dialect}`,
        async run(stage): Promise<void> {
          const { baseUrl } = await stage.startQBittorrent(dialect);
          await stage.order('fail-qbittorrent', { kind: 'wrong-host' });
          const client = new QBittorrentClient({ baseUrl, auth });
          const error = await rejectionWithCode(
            client.app.version(),
            'QBT_HOST_OR_ORIGIN_REJECTED',
          );
          assert.match(error.message, /port/);
          assert.doesNotMatch(error.message, /adminadmin/);
        },
      }) satisfies ContractCase,
  ),
  {
    name: 'needs no login with an API key',
    async run(stage) {
      const apiKey = `qbt_${'k'.repeat(28)}`;
      const { baseUrl } = await stage.startQBittorrent('5.2', apiKey);
      const client = new QBittorrentClient({ baseUrl, auth: { apiKey } });
      assert.equal(await client.app.version(), 'v5.2.3');
      const { logins, requests } = await stage.order('look-at-qbittorrent', null);
      assert.deepEqual(logins, []);
      assert.equal(requests.length, 1);
    },
  },
  {
    name: 'sends an API key again after it was refused once',
    async run(stage) {
      const { baseUrl } = await stage.startQBittorrent('5.2');
      let apiKey = `qbt_${'x'.repeat(28)}`;
      const client = new QBittorrentClient({ baseUrl, auth: { apiKey: () => apiKey } });
      await rejectionWithCode(client.app.version(), 'QBT_LOGIN_REJECTED');
      await rejectionWithCode(client.app.version(), 'QBT_LOGIN_REJECTED');
      const { requests } = await stage.order('look-at-qbittorrent', null);
      assert.equal(requests.length, 2);
      apiKey = 'no header can carry this\n';
      await rejectionWithCode(client.app.version(), 'QBT_LOGIN_REJECTED');
    },
  },
  {
    name: 'reports that no server answers',
    async run(stage) {
      const { baseUrl } = await stage.startQBittorrent('5.2');
      const client = new QBittorrentClient({ baseUrl, auth });
      assert.equal(await client.session.isUp(), true);
      await stage.order('fail-qbittorrent', { kind: 'down' });
      assert.equal(await client.session.isUp(), false);
      const error = await rejectionWithCode(client.app.version(), 'QBT_UNREACHABLE');
      assert.match(error.message, /refused/);
    },
  },
  {
    name: 'gives up on a server that does not answer, and on one that cuts the connection',
    async run(stage) {
      const { baseUrl } = await stage.startQBittorrent('5.2');
      const hasty = new QBittorrentClient({ baseUrl, auth, timeoutMs: patience('QBT_TIMEOUT') });
      await stage.order('fail-qbittorrent', { kind: 'hang' });
      await rejectionWithCode(hasty.app.version(), 'QBT_TIMEOUT');
      const client = new QBittorrentClient({ baseUrl, auth });
      await stage.order('fail-qbittorrent', { kind: 'reset' });
      await rejectionWithCode(client.app.version(), 'QBT_UNREACHABLE');
      await stage.order('fail-qbittorrent', { kind: 'html-502' });
      await rejectionWithCode(client.app.version(), 'QBT_SERVER_ERROR');
    },
  },
  {
    name: 'passes on the reason of an abort, before and during a call',
    async run(stage) {
      const { baseUrl } = await stage.startQBittorrent('5.2');
      const client = new QBittorrentClient({ baseUrl, auth });
      const reason = { why: 'the caller said so' };
      const early = AbortSignal.abort(reason);
      assert.equal(await rejectionOf(client.app.version({ signal: early })), reason);
      await stage.order('fail-qbittorrent', { kind: 'hang' });
      const controller = new AbortController();
      const rejection = rejectionOf(client.app.version({ signal: controller.signal }));
      while ((await stage.order('look-at-qbittorrent', null)).requests.length === 0);
      controller.abort(reason);
      assert.equal(await rejection, reason);
    },
  },
];
