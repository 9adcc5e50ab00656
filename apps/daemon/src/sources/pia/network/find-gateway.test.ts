import { FakeClock } from '@portkeep/port-lease/testing';
import { describe, expect, test } from 'vitest';
import { device, ETH0, LO, network, route } from '../../../../test/network-fixture.ts';
import { DiscoveryError } from './discovery-error.ts';
import { type FindGatewayOptions, findGateway } from './find-gateway.ts';
import type { LearnHostname } from './probe-gateway.ts';

const TUNNEL = '10.9.155.222';
const snapshot = network([LO, ETH0, device('tun0', 7, `${TUNNEL}/32`)]);

class Failure extends Error {
  readonly code: string;
  constructor(code: string) {
    super('probe failed');
    this.code = code;
  }
}

/**
 * For each address, answers with the given name or fails with the given code; all others time out.
 */
function network19999(answers: Readonly<Record<string, string>>) {
  const clock = new FakeClock();
  const asked: string[] = [];
  const learnHostname: LearnHostname = async ({ address, port, timeoutMs, signal }) => {
    asked.push(`${address}:${port}`);
    const answer = answers[address];
    await clock.delay(answer === undefined ? timeoutMs : 30, signal);
    if (answer === undefined) throw new Failure('PIA_TIMEOUT');
    if (answer.startsWith('PIA_')) throw new Failure(answer);
    return { hostname: answer };
  };
  const find = async (options: Partial<FindGatewayOptions> = {}) => {
    const { signal } = new AbortController();
    const sourceAddress = async () => TUNNEL;
    const search = findGateway({
      snapshot,
      learnHostname,
      clock,
      signal,
      sourceAddress,
      ...options,
    });
    let open = true;
    const done = search.catch(() => undefined).then(() => (open = false));
    await clock.runUntil(() => !open);
    await done;
    return search;
  };
  return { clock, asked, find };
}

describe('findGateway', () => {
  test('findGateway finds the one candidate that is PIA among dead ones, without waiting for them', async () => {
    const { clock, find } = network19999({ '10.9.0.1': 'Server-11555-2a' });
    expect(await find()).toEqual({
      address: '10.9.0.1',
      hostname: 'Server-11555-2a',
      source: 'address-plan',
    });
    expect(clock.elapsed).toBeLessThan(1_000);
  });

  test('findGateway probes the configured port', async () => {
    const { asked, find } = network19999({ '10.9.128.1': 'amsterdam447' });
    await find({ port: 4443 });
    expect(asked).toContain('10.9.128.1:4443');
  });

  test('findGateway takes the remembered gateway when it answers as the others do', async () => {
    const { find } = network19999({ '10.9.128.1': 'amsterdam447', '10.9.0.1': 'amsterdam448' });
    expect(await find({ remembered: '10.9.0.1' })).toMatchObject({
      hostname: 'amsterdam448',
      source: 'remembered',
    });
  });

  test('findGateway accepts only PIA_HOSTNAME when it is set, in upper or lower case', async () => {
    const answers = { '10.9.128.1': 'amsterdam447', '10.9.0.1': 'Server-11555-2A' };
    const gateway = await network19999(answers).find({ hostname: 'server-11555-2a' });
    expect(gateway.address).toBe('10.9.0.1');
    await expect(network19999(answers).find({ hostname: 'london401' })).rejects.toThrow(
      /another PIA server: .*10\.9\.128\.1 \(amsterdam447\).*; set PIA_HOSTNAME/,
    );
  });

  test('findGateway tries only PIA_GATEWAY where it is set, without a tunnel and whichever way it is reached', async () => {
    const { asked, find } = network19999({ '127.0.0.1': 'simulated1' });
    const options = { configured: '127.0.0.1', snapshot: network([LO]) };
    expect(await find(options)).toEqual({
      address: '127.0.0.1',
      hostname: 'simulated1',
      source: 'configured',
    });
    expect(asked).toEqual(['127.0.0.1:19999']);
  });

  test('findGateway probes nothing when PIA_GATEWAY and PIA_HOSTNAME are both set', async () => {
    const { asked, find } = network19999({});
    expect(await find({ configured: '10.1.2.3', hostname: 'amsterdam447' })).toEqual({
      address: '10.1.2.3',
      hostname: 'amsterdam447',
      source: 'configured',
    });
    expect(asked).toEqual([]);
  });

  test('findGateway never probes an address that is reached outside the tunnel', async () => {
    const { asked, find } = network19999({ '10.9.128.1': 'impostor' });
    const elsewhere = find({ sourceAddress: async () => '172.17.0.5' });
    await expect(elsewhere).rejects.toThrow(/routed outside the tunnel: .*10\.9\.128\.1/);
    const caught = find({
      snapshot: network(snapshot.interfaces, [route('eth0', '10.0.0.0/8', '172.17.0.1')]),
    });
    await expect(caught).rejects.toThrow(/routed outside the tunnel: .*10\.9\.128\.1/);
    expect(asked).toEqual([]);
  });

  test('findGateway reports the outcome for every candidate and what to do', async () => {
    const { find } = network19999({
      '10.9.128.1': 'PIA_CONNECTION_REFUSED',
      '10.9.0.1': 'PIA_UNREACHABLE',
    });
    const error = await find().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DiscoveryError);
    expect(error).toMatchObject({
      code: 'GATEWAY_NOT_FOUND',
      message:
        'Cannot find the PIA gateway: connection refused: 10.9.128.1; timed out: 10.9.155.1, 10.9.154.1, 10.9.152.1, 10.9.144.1; unreachable: 10.9.0.1; choose a PIA region with port forwarding (no region in the United States has it)',
    });
  });

  test.each([
    ['no tunnel at all', network([LO, ETH0]), 'NO_TUNNEL', /devices: lo, eth0.*start the VPN/],
    [
      'a tunnel without an address',
      network([LO, device('wg0', 7)]),
      'NO_TUNNEL',
      /wg0 has no IPv4/,
    ],
    [
      'no address at all',
      network([{ ...LO, addresses: [] }, device('wg0', 7)]),
      'NO_TUNNEL',
      /not even loopback.*AF_NETLINK/,
    ],
    [
      'a tunnel of another VPN',
      network([LO, device('ts0', 7, '100.64.0.7/32')]),
      'GATEWAY_NOT_FOUND',
      /ts0 has no address in 10\.0\.0\.0\/8/,
    ],
  ])('findGateway says so when there is %s', async (_name, other, code, message) => {
    const error = await network19999({})
      .find({ snapshot: other })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test("findGateway rejects with the reason of the caller's signal", async () => {
    const controller = new AbortController();
    const search = network19999({}).find({ signal: controller.signal });
    controller.abort('stopped');
    await expect(search).rejects.toBe('stopped');
    await expect(network19999({}).find({ signal: AbortSignal.abort('early') })).rejects.toBe(
      'early',
    );
  });

  test('findGateway passes on an error that is a defect and not an answer of the network', async () => {
    const learnHostname = () => Promise.reject(new TypeError('a defect'));
    await expect(network19999({}).find({ learnHostname })).rejects.toThrow(TypeError);
  });
});
