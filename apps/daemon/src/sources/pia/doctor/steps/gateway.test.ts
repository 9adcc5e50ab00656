import { PiaError, type PiaErrorCode, type ServerList } from '@portkeep/pia-client/core';
import { describe, expect, test } from 'vitest';
import { check, neverAsked, TUNNEL } from '../../../../../test/doctor/fake-examination.ts';
import { device, ETH0, LO, network } from '../../../../../test/network-fixture.ts';
import { gateway } from './gateway.ts';

const facts = { network: network([LO, device('tun0', 7, `${TUNNEL}/32`)]) };
const failing = (code: PiaErrorCode) => () => Promise.reject(new PiaError(code, 'x', 'y'));
const region = { name: 'x', country: 'SE', dns: 'x', geo: false, offline: false, autoRegion: true };
const list: ServerList = {
  regions: [{ ...region, id: 'sweden', portForward: true, servers: {} }],
  ports: {},
  dropped: [],
  url: 'https://example.org/',
};

describe('the gateway step', () => {
  test('the gateway step says where the gateway was found', async () => {
    const learnHostname = async ({ address }: { readonly address: string }) =>
      address === '10.9.128.1'
        ? { hostname: 'amsterdam447' }
        : Promise.reject(new PiaError('PIA_CONNECTION_REFUSED', 'x', 'y'));
    const { finding, facts: learned } = await check(gateway, { learnHostname }, facts);
    expect(finding.headline).toBe('Gateway: 10.9.128.1 (guessed from the address of the tunnel)');
    expect(learned?.gateway?.hostname).toBe('amsterdam447');
  });

  test.each([
    ['PIA_CONNECTION_REFUSED', 'regions with port forwarding are, for example: sweden'],
    ['PIA_TIMEOUT', 'reconnect the VPN'],
    ['PIA_TIMEOUT', 'lower the MTU'],
    ['PIA_NOT_PIA', 'no token was sent there'],
    ['PIA_CERTIFICATE_EXPIRED', 'check the clock'],
  ] as const)('the gateway step explains %s: %s', async (code, advice) => {
    const world = { learnHostname: failing(code) };
    const { finding } = await check(gateway, world, { ...facts, lists: [list] });
    expect(finding).toMatchObject({ mark: 'failed', headline: 'Could not detect gateway IP' });
    expect(finding.notes.join()).toContain(advice);
  });

  test('the gateway step names the route when the candidates would be reached outside the tunnel', async () => {
    const snapshot = network([LO, ETH0, device('tun0', 7, `${TUNNEL}/32`)]);
    const surroundings = {
      network: { read: () => snapshot, sourceAddress: async () => '172.17.0.5' },
    };
    const { finding } = await check(gateway, { surroundings }, { network: snapshot });
    expect(finding.notes.join()).toContain('is not reached through tun0');
  });

  test('the gateway step verifies a gateway that is configured with its name', async () => {
    const environment = { PIA_GATEWAY: '10.1.2.3', PIA_HOSTNAME: 'london411' };
    const learnHostname = async () => ({ hostname: 'London411' });
    const right = await check(gateway, { environment, learnHostname }, facts);
    expect(right.facts?.gateway).toMatchObject({ address: '10.1.2.3', hostname: 'london411' });
    const other = async () => ({ hostname: 'paris402' });
    const wrong = await check(gateway, { environment, learnHostname: other }, facts);
    expect(wrong.finding.notes.join()).toContain('10.1.2.3 (paris402)');
  });

  test('the gateway is not looked for without a tunnel, unless PIA_GATEWAY is set', async () => {
    const none = { network: network([LO]) };
    expect((await check(gateway, { learnHostname: neverAsked }, none)).finding.mark).toBe(
      'skipped',
    );
    const environment = { PIA_GATEWAY: '127.0.0.1' };
    const learnHostname = async () => ({ hostname: 'amsterdam447' });
    expect((await check(gateway, { environment, learnHostname }, none)).finding.mark).toBe(
      'passed',
    );
  });
});
