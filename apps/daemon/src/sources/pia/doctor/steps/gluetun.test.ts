import { describe, expect, test } from 'vitest';
import { check, TUNNEL } from '../../../../../test/doctor/fake-examination.ts';
import { device, LO, network } from '../../../../../test/network-fixture.ts';
import { gluetun } from './gluetun.ts';

const evidence = ['control server on 127.0.0.1:8000'];
const facts = { network: network([LO, device('wg7', 7, `${TUNNEL}/32`)]), port: 47_047 };

describe('the gluetun step', () => {
  test('the gluetun step reports nothing where there is no gluetun', async () => {
    const { finding } = await check(gluetun);
    expect(finding.mark).toBe('passed');
    expect(finding.copy).toBeUndefined();
  });

  test('the gluetun step prints the firewall lines for this device and port', async () => {
    const detectGluetun = async () => ({ evidence, portForwarding: 'off' }) as const;
    const { finding } = await check(gluetun, { surroundings: { detectGluetun } }, facts);
    expect(finding.mark).toBe('passed');
    expect(finding.copy).toContain('iptables -A INPUT -i wg7 -p tcp --dport 47047 -j ACCEPT');
  });

  test('the gluetun step warns when the daemon and gluetun both forward a port', async () => {
    const warning = { problem: 'gluetun forwards port 1 itself', advice: 'run one of the two' };
    const report = { evidence, portForwarding: 'on', forwardedPort: 1, warning } as const;
    const { finding } = await check(gluetun, {
      surroundings: { detectGluetun: async () => report },
    });
    expect(finding.mark).toBe('warned');
    expect(finding.notes).toEqual([
      'cause: gluetun forwards port 1 itself',
      'next:  run one of the two',
    ]);
  });
});
