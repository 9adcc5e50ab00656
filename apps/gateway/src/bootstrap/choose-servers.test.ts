import type { Region, ServerList } from '@portkeep/pia-client/core';
import { expect, test } from 'vitest';
import { chooseServers } from './choose-servers.ts';

function region(id: string, change: Partial<Region> = {}): Region {
  const servers = ['a', 'b', 'c'].map((name, index) => ({
    hostname: `${id}-${name}`,
    address: `198.51.100.${id.length * 10 + index}`,
  }));
  const plain = { name: id, country: 'XX', dns: `${id}.example`, geo: false, autoRegion: true };
  return {
    id,
    ...plain,
    portForward: true,
    offline: false,
    servers: { wg: servers, meta: servers },
    ...change,
  };
}

const LIST: ServerList = {
  regions: [
    region('de'),
    region('us-texas', { portForward: false }),
    region('de-frankfurt'),
    region('closed', { offline: true }),
    region('without-wireguard', { servers: { wg: [] } }),
    region('nl'),
  ],
  ports: { wg: [8_443], meta: [8_080] },
  dropped: [],
  url: 'https://example.com',
};

/** Which regions are tried in which order, and what is said about the others. */
async function choice(regions?: readonly string[], forwards = true, list = LIST) {
  const troubles: string[] = [];
  const measured: string[] = [];
  const candidates = await chooseServers(list, {
    regions,
    forwards,
    connectTime: async ({ hostname }, port) => {
      measured.push(`${hostname}:${port}`);
      if (hostname === 'nl-a') throw new Error('no way');
      return 100 - hostname.length;
    },
    onTrouble: (_, error) => void troubles.push(String(error)),
    signal: new AbortController().signal,
    random: () => 0.5,
  });
  const names = candidates.map((candidate) => candidate.server.hostname);
  const ids = [...new Set(candidates.map((candidate) => candidate.region))];
  return { candidates, names, ids, troubles, measured };
}

test('the servers of the regions are tried in the order of the configuration, on the port of the list', async () => {
  const { ids, names, candidates } = await choice(['NL', 'de']);
  expect(ids).toEqual(['nl', 'de']);
  expect(names).toHaveLength(6);
  expect(new Set(candidates.map(({ keyPort }) => keyPort))).toEqual(new Set([8_443]));
  const { candidates: others } = await choice(['nl'], true, { ...LIST, ports: {} });
  expect(others[0]?.keyPort).toBe(1_337);
});

test('without a region the fastest ones that forward ports are tried, fastest first', async () => {
  const { ids, measured } = await choice();
  expect(ids).toEqual(['de-frankfurt', 'de']);
  expect(measured.sort()).toEqual(['de-a:8080', 'de-frankfurt-a:8080', 'nl-a:8080']);
});

test.each([
  [
    'a region that does not exist',
    'de-frankfrut',
    /^ServerChoiceError: PIA has no region de-frankfrut; .* such as de-frankfurt, /,
  ],
  [
    'a region without port forwarding',
    'us-texas',
    /forwards no ports in the region us-texas.*: de, de-frankfurt, nl$/,
  ],
  [
    'a region that is out of service',
    'closed',
    /no WireGuard server in service in the region closed/,
  ],
  ['a region without WireGuard', 'without-wireguard', /no WireGuard server in service/],
])(
  '%s is left out with a reason while another one can be used, and an error when it is alone',
  async (_, id, reason) => {
    const { ids, troubles } = await choice([id, 'nl']);
    expect(ids).toEqual(['nl']);
    expect(troubles).toEqual([expect.stringMatching(reason)]);
    await expect(choice([id])).rejects.toThrow(/; /);
  },
);

test('a region without port forwarding is as good as any when no port is forwarded', async () => {
  const { ids, troubles } = await choice(['us-texas'], false);
  expect(ids).toEqual(['us-texas']);
  expect(troubles).toEqual([]);
});

test('when no region can be reached, the error names the proxy', async () => {
  const unreachable = { ...LIST, regions: LIST.regions.filter(({ id }) => id === 'nl') };
  await expect(choice(undefined, true, unreachable)).rejects.toThrow(/PIA_PROXY/);
});
