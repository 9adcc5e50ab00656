import { describe, expect, test } from 'vitest';
import { check, TUNNEL } from '../../../../../test/doctor/fake-examination.ts';
import { device, ETH0, LO, network, route } from '../../../../../test/network-fixture.ts';
import { tunnel, tunnelFinding } from './tunnel.ts';

const tun0 = device('tun0', 7, `${TUNNEL}/32`);

describe('the tunnel step', () => {
  test('the tunnel step names the tunnel among the devices', async () => {
    const { finding, facts } = await check(tunnel);
    expect(finding).toMatchObject({
      mark: 'passed',
      headline: `Tunnel: tun0 (${TUNNEL}/32); devices: lo, tun0`,
    });
    expect(facts?.network?.interfaces).toHaveLength(2);
  });

  test('the tunnel step warns about a LAN route that catches the gateway and PIA DNS, once for each', async () => {
    const snapshot = network([LO, ETH0, tun0], [route('eth0', '10.0.0.0/8', '172.17.0.1')]);
    const surroundings = {
      network: { read: () => snapshot, sourceAddress: async () => '172.17.0.5' },
    };
    const environment = { PIA_GATEWAY: '10.9.128.1' };
    const { finding } = await check(tunnel, { surroundings, environment });
    const causes = finding.notes.filter((note) => note.startsWith('cause:'));
    expect(finding.mark).toBe('warned');
    expect(causes).toEqual([
      expect.stringMatching(
        /The gateway 10\.9\.128\.1 .* the route 10\.0\.0\.0\/8 of eth0 catches/,
      ),
      expect.stringContaining('The PIA DNS 10.0.0.241'),
    ]);
  });

  test('the tunnel step does not expect a loopback gateway to be reached through the tunnel', async () => {
    const asked: string[] = [];
    const sourceAddress = async (destination: string) => {
      asked.push(destination);
      return TUNNEL;
    };
    const read = () => network([LO, tun0]);
    const environment = { PIA_GATEWAY: '127.0.0.1' };
    await check(tunnel, { surroundings: { network: { read, sourceAddress } }, environment });
    expect(asked).not.toContain('127.0.0.1');
  });
});

describe('tunnelFinding', () => {
  test.each([
    ['only loopback is left', [LO], 'recreate this container too'],
    ['the tunnel has no address', [LO, ETH0, device('wg0', 9)], 'wg0 has no IPv4 address'],
    ['there is no tunnel', [LO, ETH0], 'devices of this network namespace (lo, eth0)'],
  ])('tunnelFinding fails when %s', (_, devices, text) => {
    const finding = tunnelFinding(network(devices), [], undefined);
    expect(finding).toMatchObject({ mark: 'failed', headline: 'No VPN tunnel here' });
    expect(finding.notes.join()).toContain(text);
  });

  test('tunnelFinding only warns when PIA_GATEWAY says where the gateway is', () => {
    expect(tunnelFinding(network([LO]), [], '127.0.0.1').mark).toBe('warned');
  });
});
