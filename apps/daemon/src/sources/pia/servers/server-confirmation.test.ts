import { PiaError, type Region, type ServerList } from '@portkeep/pia-client/core';
import { beforeEach, expect, test } from 'vitest';
import { ServerConfirmation } from './server-confirmation.ts';

const signal = new AbortController().signal;
let lists: () => ServerList[];
let reads: number;
let warnings: string[];
let now: number;

function region(id: string, cn: string, portForward: boolean): Region {
  return {
    id,
    name: `Region ${id}`,
    country: 'NL',
    dns: `${id}.privacy.network`,
    autoRegion: true,
    portForward,
    geo: false,
    offline: false,
    servers: { wg: [{ address: '203.0.113.1', hostname: cn }] },
  };
}

function confirmation(requireListed = false): ServerConfirmation {
  return new ServerConfirmation({
    client: {
      getServerLists: async () => {
        reads += 1;
        return lists();
      },
    },
    requireListed,
    now: () => now,
    onWarning: (message) => warnings.push(message),
  });
}

beforeEach(() => {
  const regions = [region('nl', 'amsterdam447', true), region('us', 'losangeles405', false)];
  lists = () => [{ regions, ports: {}, dropped: [], url: 'https://serverlist.test/v7' }];
  reads = 0;
  warnings = [];
  now = 0;
});

test('a listed gateway is confirmed, and the list is read once', async () => {
  const servers = confirmation(true);
  await servers.confirm('AMSTERDAM447', signal);
  await servers.confirm('amsterdam447', signal);
  expect(reads).toBe(1);
  expect(warnings).toEqual([]);
});

test('an unlisted gateway is a warning, logged once, or an error when it must be listed', async () => {
  const servers = confirmation();
  await servers.confirm('london411', signal);
  await servers.confirm('london411', signal);
  expect(warnings).toEqual(["The gateway london411 is not in PIA's server list"]);
  await expect(confirmation(true).confirm('london411', signal)).rejects.toMatchObject({
    code: 'GATEWAY_NOT_LISTED',
  });
});

const noList = (code: 'PIA_LIST_SIGNATURE_INVALID' | 'PIA_TIMEOUT') => () => {
  throw new PiaError(code, 'Cannot get the server list', 'wait');
};

test('a list that cannot be read, or is not signed by PIA, blocks nothing and is read again later', async () => {
  lists = noList('PIA_LIST_SIGNATURE_INVALID');
  const servers = confirmation();
  await servers.confirm('amsterdam447', signal);
  expect(warnings).toEqual(["PIA's server list is not signed by PIA and is not used"]);
  lists = noList('PIA_TIMEOUT');
  await servers.confirm('amsterdam447', signal);
  expect(warnings).toHaveLength(2);
  expect(reads).toBe(2);
});

test.each(['PIA_LIST_SIGNATURE_INVALID', 'PIA_TIMEOUT'] as const)(
  'where a list is required, %s forbids the gateway until a list has been read',
  async (code) => {
    const good = lists;
    lists = noList(code);
    const servers = confirmation(true);
    const refused = servers.confirm('amsterdam447', signal);
    await expect(refused).rejects.toMatchObject({ code: 'SERVER_LIST_MISSING', cause: { code } });
    lists = good;
    await servers.confirm('amsterdam447', signal);
    expect(warnings).toEqual([]);
  },
);

test('a region without port forwarding is reported, with regions that have it', async () => {
  await confirmation().confirm('losangeles405', signal);
  expect(warnings).toEqual([
    'The region Region us has no port forwarding; regions that have it: nl',
  ]);
});

test('a server that joined the list later is found after a day', async () => {
  const servers = confirmation(true);
  await expect(servers.confirm('london411', signal)).rejects.toThrow();
  lists = () => [
    {
      regions: [region('uk', 'london411', true)],
      ports: {},
      dropped: [],
      url: 'https://serverlist.test/v7',
    },
  ];
  now = 86_400_000;
  await servers.confirm('london411', signal);
});
