import assert from 'node:assert/strict';
import { nodeTransport } from '@portkeep/http/node';
import {
  kyTransport,
  QBittorrentClient,
  type RequestBody,
  type Transport,
} from '@portkeep/qbittorrent-client';
import type { ContractCase } from '../contract-case.ts';
import { rejectionOf } from '../rejection.ts';

const auth = { username: 'admin', password: 'adminadmin' };
const TRANSPORTS: readonly (readonly [string, () => Transport<RequestBody>])[] = [
  ['fetch', kyTransport],
  ['nodeTransport', () => nodeTransport({ keepIdleMs: 1_000 })],
];

/** Counts how many requests are in progress at a time. */
function counted(carry: Transport<RequestBody>) {
  const wire = { now: 0, most: 0 };
  const transport: Transport<RequestBody> = async (request, options) => {
    wire.now += 1;
    wire.most = Math.max(wire.most, wire.now);
    try {
      return await carry(request, options);
    } finally {
      wire.now -= 1;
    }
  };
  return { wire, transport };
}

export const QBITTORRENT_QUEUE: readonly ContractCase[] = [
  ...TRANSPORTS.map(
    ([name, make]) =>
      ({
        name: `carries 1000 calls at once over ${name}, 16 at a time, also across a restart`,
        async run(stage): Promise<void> {
          const { baseUrl } = await stage.startQBittorrent('5.2');
          const { wire, transport } = counted(make());
          const client = new QBittorrentClient({ baseUrl, auth, transport });
          const calls = Array.from({ length: 1_000 }, () => client.app.version());
          await calls[100];
          await stage.order('restart-qbittorrent', null);
          assert.deepEqual(new Set(await Promise.all(calls)), new Set(['v5.2.3']));
          assert.equal(wire.most, 16);
          const { logins } = await stage.order('look-at-qbittorrent', null);
          assert.equal(logins.length, 2);
        },
      }) satisfies ContractCase,
  ),
  {
    name: 'passes on the reason of an abort to a call that waits in the queue',
    async run(stage) {
      const { baseUrl } = await stage.startQBittorrent('5.2');
      const client = new QBittorrentClient({ baseUrl, auth, concurrency: 1 });
      await client.auth.login();
      await stage.order('fail-qbittorrent', { kind: 'hang' });
      const [first, second] = [new AbortController(), new AbortController()];
      const sent = rejectionOf(client.app.version({ signal: first.signal }));
      const waits = rejectionOf(client.app.version({ signal: second.signal }));
      second.abort('the second');
      assert.equal(await waits, 'the second');
      first.abort('the first');
      assert.equal(await sent, 'the first');
    },
  },
  {
    name: 'starts one session where no login is needed',
    async run(stage) {
      const { baseUrl } = await stage.startQBittorrent('5.2');
      const person = new QBittorrentClient({ baseUrl, auth });
      await person.app.setPreferences({ bypass_local_auth: true });
      const client = new QBittorrentClient({ baseUrl });
      await Promise.all(Array.from({ length: 20 }, () => client.app.version()));
      const { sessions } = await stage.order('look-at-qbittorrent', null);
      assert.equal(sessions, 2);
      await client[Symbol.asyncDispose]();
      assert.equal((await stage.order('look-at-qbittorrent', null)).sessions, 1);
    },
  },
];
