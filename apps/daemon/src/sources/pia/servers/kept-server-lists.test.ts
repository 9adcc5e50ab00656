import { PiaServerListClient, type Transport } from '@portkeep/pia-client/core';
import { PiaSimulator } from '@portkeep/simulators';
import { beforeEach, describe, expect, test } from 'vitest';
import { type KeptLists, KeptServerLists } from './kept-server-lists.ts';
import { recordBodies } from './record-bodies.ts';

const DAY = 86_400_000;
const { signal } = new AbortController();
let pia: PiaSimulator;
let kept: KeptLists | undefined;
let writable: boolean;
let now: number;
let warnings: string[];

beforeEach(() => {
  pia = new PiaSimulator();
  kept = undefined;
  writable = true;
  now = Date.parse('2026-01-14T19:30:00Z');
  warnings = [];
});

const answer: Transport = async ({ method, url, headers }) => {
  const path = new URL(url).pathname;
  const request = { method, url: path, headers: { ...headers }, body: '' };
  const reply = pia.serverList({ ...request, sourceAddress: '10.9.0.2' });
  if (reply.kind !== 'reply') throw Object.assign(new Error('no'), { code: 'ECONNRESET' });
  return reply;
};

/** A daemon that starts. */
function start(): KeptServerLists {
  const { transport, bodyOf } = recordBodies(answer);
  const publicKey = pia.serverListPublicKeyPem;
  return new KeptServerLists({
    client: new PiaServerListClient({ transport, publicKey }),
    bodyOf,
    publicKey,
    now: () => now,
    onWarning: (message) => warnings.push(message),
    store: {
      load: async () => kept,
      async save(lists) {
        if (!writable) throw Object.assign(new Error('no'), { code: 'EACCES' });
        kept = JSON.parse(JSON.stringify(lists));
      },
    },
  });
}

async function namesAfterAnOutage(): Promise<unknown> {
  const lists = await start().getServerLists({ signal });
  return lists.map(({ regions }) => regions.map(({ id }) => id));
}

describe('while the server lists cannot be read', () => {
  test.each(['reset', 'bad-signature', 'server-error', 'not-json'] as const)(
    'the last verified lists are used for seven days (%s)',
    async (fault) => {
      const names = await namesAfterAnOutage();
      pia.setFault('list', fault);
      now += 7 * DAY;
      expect(await namesAfterAnOutage()).toEqual(names);
      expect(warnings).toHaveLength(1);
      now += 1;
      await expect(namesAfterAnOutage()).rejects.toMatchObject({ name: 'PiaError' });
    },
  );

  test('a saved list that was tampered with is not used', async () => {
    await start().getServerLists({ signal });
    pia.setFault('list', 'reset');
    const [first] = kept?.lists ?? [];
    for (const gzip of ['', 'AAAA', first?.gzip.slice(0, -40), 'H4sIAAAAAAAAAwMAAAAAAAAAAAA=']) {
      kept = { kept_at: new Date(now).toISOString(), lists: [{ url: 'x', gzip: gzip ?? '' }] };
      await expect(namesAfterAnOutage()).rejects.toMatchObject({ code: 'PIA_UNREACHABLE' });
    }
  });

  test('no list is available when none was ever read', async () => {
    pia.setFault('list', 'reset');
    await expect(namesAfterAnOutage()).rejects.toMatchObject({ code: 'PIA_UNREACHABLE' });
  });
});

test('a list that cannot be saved is used, with a warning', async () => {
  writable = false;
  expect(await start().getServerLists({ signal })).not.toHaveLength(0);
  expect(warnings).toEqual(["PIA's server list could not be saved for later use"]);
});

test('a forged list is never saved', async () => {
  pia.setFault('list', 'bad-signature');
  await expect(start().getServerLists({ signal })).rejects.toThrow();
  expect(kept).toBeUndefined();
});
