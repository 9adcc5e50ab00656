import { verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { answered, get } from '../../test/pia-requests.ts';
import { LIST_FAULTS } from './faults.ts';
import { PiaSimulator } from './pia-simulator.ts';

interface Region {
  readonly id: string;
  readonly offline: boolean;
  readonly port_forward: unknown;
  readonly servers: Record<string, { readonly ip: string; readonly cn: string }[]>;
}

const V7 = '/vpninfo/servers/v7';

function split(body: string): { line: string; signature: Buffer } {
  const [line = '', empty, ...wrapped] = body.split('\n');
  expect(empty).toBe('');
  return { line, signature: Buffer.from(wrapped.join(''), 'base64') };
}

function isSigned(simulator: PiaSimulator, body: string): boolean {
  const { line, signature } = split(body);
  return verify('sha256', Buffer.from(line), simulator.serverListPublicKeyPem, signature);
}

function regions(path: string): Region[] {
  const { body } = answered(new PiaSimulator().serverList(get(path)));
  return JSON.parse(split(body).line).regions;
}

function names(path: string): string[] {
  return regions(path).flatMap(({ servers }) => (servers.meta ?? []).map(({ cn }) => cn));
}

describe('the server list', () => {
  test.each(['v6', 'v7'])(
    'the server list %s carries a 256-byte signature over its first line',
    (version) => {
      const simulator = new PiaSimulator();
      const { status, body } = answered(simulator.serverList(get(`/vpninfo/servers/${version}`)));
      expect(status).toBe(200);
      expect(split(body).signature).toHaveLength(256);
      expect(isSigned(simulator, body)).toBe(true);
      expect(body.length).toBeGreaterThan(1000);
    },
  );

  test('the server list names mostly different servers in v6 and v7', () => {
    expect(names(V7)).toEqual(['Server-11555-2a', 'london411', 'losangeles405']);
    expect(names('/vpninfo/servers/v6')).toEqual(['amsterdam447', 'london411', 'losangeles405']);
  });

  test('the server list has regions that are offline, empty, without port forwarding, and wrong', () => {
    const byId = new Map(regions(V7).map((region) => [region.id, region]));
    expect(byId.get('aq')).toMatchObject({ offline: true, servers: {} });
    expect(byId.get('is_reykjavik')?.servers.wg).toEqual([]);
    expect(byId.get('us_california')?.port_forward).toBe(false);
    expect(byId.get('sweden')?.port_forward).toBe(true);
    expect(byId.get('xx_bad')?.port_forward).toBe('yes');
  });

  test('the server list names groups and services that no client knows', () => {
    const { body } = answered(new PiaSimulator().serverList(get(V7)));
    expect(JSON.parse(split(body).line).groups.quantum[0].name).toBe('teleport');
  });

  test.each(['/vpninfo/servers/v4', '/vpninfo/servers/v70', '/'])(
    'the server list is not served at %s',
    (path) => {
      expect(answered(new PiaSimulator().serverList(get(path))).status).toBe(404);
    },
  );
});

describe('a list fault', () => {
  function faulty(fault: (typeof LIST_FAULTS)[number]): { simulator: PiaSimulator; body: string } {
    const simulator = new PiaSimulator();
    simulator.setFault('list', fault, { times: 1 });
    return { simulator, body: answered(simulator.serverList(get(V7))).body };
  }

  test('the list fault bad-signature changes a list that is otherwise correct', () => {
    const { simulator, body } = faulty('bad-signature');
    expect(JSON.parse(split(body).line).regions).not.toHaveLength(0);
    expect(isSigned(simulator, body)).toBe(false);
  });

  test('the list fault unsigned leaves the signature out', () => {
    expect(split(`${faulty('unsigned').body}\n`).signature).toHaveLength(0);
  });

  test('the list fault truncated cuts the list off in the middle of the first line', () => {
    expect(faulty('truncated').body).not.toContain('\n');
  });

  test('the list fault signed-garbage signs something that is not a list', () => {
    const { simulator, body } = faulty('signed-garbage');
    expect(isSigned(simulator, body)).toBe(true);
    expect(() => JSON.parse(split(body).line)).toThrow(SyntaxError);
  });

  test.each(LIST_FAULTS)(
    'the list fault %s ends after as many requests as it was set for',
    (fault) => {
      const simulator = new PiaSimulator();
      simulator.setFault('list', fault, { times: 1 });
      const reply = simulator.serverList(get(V7));
      const good = answered(simulator.serverList(get(V7)));
      expect(reply).not.toEqual(good);
      expect(isSigned(simulator, good.body)).toBe(true);
    },
  );

  test('the list fault refuse prevents requests', () => {
    const simulator = new PiaSimulator();
    simulator.setFault('list', 'refuse');
    expect(simulator.serverList(get(V7))).toEqual({ kind: 'refuse' });
    expect(simulator.requests).toEqual([]);
  });
});
