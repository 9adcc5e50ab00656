import type { DedicatedIp, ServerList } from '@portkeep/pia-client/core';
import { expect, test } from 'vitest';
import { dedicatedServer } from './dedicated-server.ts';

const TOKEN = 'DIP-secret';
const ACTIVE: DedicatedIp = {
  status: 'active',
  token: TOKEN,
  address: '198.51.100.7',
  hostname: 'Server-1',
  regionId: 'us',
  expiresAt: new Date(0),
};
const region = { name: '', country: '', dns: '', geo: false, offline: false, autoRegion: true };
const LIST: ServerList = {
  regions: [{ ...region, id: 'us', portForward: false, servers: {} }],
  ports: {},
  dropped: [],
  url: '',
};

function find(answer: readonly DedicatedIp[], forwards: boolean) {
  return dedicatedServer(LIST, {
    account: { getDedicatedIps: async () => [...answer] },
    token: 'token',
    dedicatedIpToken: TOKEN,
    forwards,
    signal: new AbortController().signal,
  });
}

test('the server of a dedicated IP has its address, name and region', async () => {
  expect(await find([ACTIVE], false)).toEqual({
    region: 'us',
    server: { address: '198.51.100.7', hostname: 'Server-1' },
    keyPort: 1_337,
  });
});

test.each([
  ['it has expired', [{ status: 'expired', token: TOKEN }], /has expired; look it up/],
  ['PIA does not know it', [{ status: 'invalid', token: TOKEN }], /does not know the token/],
  ['PIA says nothing about it', [], /does not know the token/],
  ['PIA cannot say', [{ status: 'error', token: TOKEN }], /at present; nothing to do/],
  ['its region forwards no ports', [ACTIVE], /forwards no ports in the region us/],
] satisfies readonly [string, DedicatedIp[], RegExp][])(
  'a dedicated IP is not used, and the error says why and no secret, when %s',
  async (_, answer, reason) => {
    const error = await find(answer, true).catch(String);
    expect(error).toMatch(reason);
    expect(error).not.toContain(TOKEN);
  },
);
