import { networkInterfaces } from 'node:os';
import { checkEnvironment } from '@portkeep/app-host';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { contradictions } from './contradictions.ts';
import { interfaceName } from './values/interface-name.ts';
import { lanAround } from './values/lan.ts';
import { variables } from './variables.ts';

const REQUIRED = {
  PIA_USER: 'p1234567',
  PIA_PASS: 'a long password',
  PIA_PROXY: 'http://10.100.0.1:8888',
};
const lan = lanAround(v.parse(interfaceName, 'eth0'), '10.100.0.2/24');

function problems(environment: Readonly<Record<string, string>>): readonly string[] {
  const { problems, values } = checkEnvironment(variables, { ...REQUIRED, ...environment });
  return [...problems, ...contradictions(values, lan)];
}

test('only the login and the proxy are required', () => {
  expect(problems({})).toEqual([]);
  expect(checkEnvironment(variables, {}).problems).toEqual([
    expect.stringMatching(/^PIA_USER is required/),
    expect.stringMatching(/^PIA_PASS is required/),
    expect.stringMatching(/^PIA_PROXY is required/),
  ]);
});

test('all problems of one environment are listed, one line each with the name of its variable', () => {
  const found = problems({
    FORWARD_TO: '10.100.0.10:65536',
    FORWARD_PROTOCOL: 'icmp',
    FORWARD_MIN_PORT: '0',
    WG_INTERFACE: 'a/b',
    LAN_INTERFACE: 'sixteencharacter',
    PIA_PROXY: 'https://10.100.0.1:8888',
    RENEW_AFTER: '5s',
    TUNNEL_DNS: '10.0.0.243,::1',
    PIA_REGIONS: 'de frankfurt',
    WATCHDOG_INTERVAL: '0',
  });
  const names =
    /^(PIA_REGIONS|PIA_PROXY|WG_INTERFACE|LAN_INTERFACE|FORWARD_\w+|TUNNEL_DNS|RENEW_AFTER|WATCHDOG_INTERVAL) must be /;
  expect(found).toHaveLength(10);
  for (const line of found) expect(line).toMatch(names);
});

test.each([
  ['10.100.0.2', 'FORWARD_TO is the gateway’s own address'],
  ['10.100.0.1:80', 'FORWARD_TO is the address of the proxy'],
  ['192.168.1.10', 'FORWARD_TO is not a host in 10.100.0.0/24'],
  ['10.100.0.255', 'FORWARD_TO is not a host in 10.100.0.0/24'],
])('the port cannot be forwarded to %s', (FORWARD_TO, expected) => {
  expect(problems({ FORWARD_TO })).toEqual([expect.stringContaining(expected)]);
});

test('one interface cannot be both the tunnel and the way to the hosts behind it', () => {
  expect(problems({ WG_INTERFACE: 'eth0' })).toEqual([expect.stringMatching(/^WG_INTERFACE and/)]);
});

test('a dedicated IP cannot be combined with regions', () => {
  expect(problems({ PIA_REGIONS: 'de-frankfurt', PIA_DIP_TOKEN: 'DIPtoken' })).toEqual([
    expect.stringMatching(/^PIA_REGIONS and PIA_DIP_TOKEN/),
  ]);
});

test('the network of the interface is found without being given', () => {
  const found = Object.entries(networkInterfaces()).find(([, all]) =>
    all?.some(({ address }) => address === '127.0.0.1'),
  );
  const { values } = checkEnvironment(variables, {
    ...REQUIRED,
    LAN_INTERFACE: found?.[0],
    FORWARD_TO: '127.0.0.1',
  });
  expect(contradictions(values)).toEqual([expect.stringContaining('own address')]);
});

test.each([
  [{}, 'listen'],
  [{ FORWARD_TO: '10.100.0.10' }, 'listen'],
  [{ FORWARD_TO: '10.100.0.10:6881' }, 'announce'],
  [{ FORWARD_TO: '10.100.0.10:6881', QBITTORRENT_PORT_MODE: 'listen' }, 'listen'],
])('the port mode of qBittorrent with %j is %s', (environment, mode) => {
  const { values } = checkEnvironment(variables, { ...REQUIRED, ...environment });
  expect(values.qbittorrentPortMode).toBe(mode);
});
