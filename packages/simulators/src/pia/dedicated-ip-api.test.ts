import { describe, expect, test } from 'vitest';
import { answered, json, tokenFrom } from '../../test/pia-requests.ts';
import { addKey, FIRST, publicKey, SECOND } from '../../test/wireguard-requests.ts';
import { DEDICATED_IP_FAULTS, DEDICATED_IP_FIELDS } from './faults.ts';
import { WRONG_VALUE } from './field-faults.ts';
import { loopbackServers } from './loopback-servers.ts';
import { PiaSimulator } from './pia-simulator.ts';

const ACTIVE = `DIP${'a'.repeat(29)}`;
const ENDING = `DIP${'b'.repeat(29)}`;
const ENDS_AT = Date.parse('2026-03-01T00:00:00.900Z');

function simulated(now = 0) {
  return new PiaSimulator({
    now: () => now,
    servers: loopbackServers(),
    dedicatedIps: [
      { token: ACTIVE, cn: FIRST },
      { token: ENDING, cn: FIRST, expiresAt: ENDS_AT },
    ],
  });
}

function ask(simulator: PiaSimulator, body: unknown, token = tokenFrom(simulator)) {
  return simulator.account({
    method: 'POST',
    url: '/api/client/v2/dedicated_ip',
    headers: { 'content-type': 'application/json', authorization: `Token ${token}` },
    body: JSON.stringify(body),
    sourceAddress: '198.51.100.2',
  });
}

describe('the dedicated IPs', () => {
  test('the dedicated IPs are active, expired or invalid, in the order of their tokens', () => {
    const reply = ask(simulated(ENDS_AT), { tokens: [ENDING, 'DIPnonsense', ACTIVE] });
    expect(json(reply)).toEqual([
      {
        dip_token: ENDING,
        status: 'expired',
        ip: '127.13.37.1',
        cn: FIRST,
        dip_expire: 1_772_323_200,
        id: 'sweden',
        groups: ['ovpnudp', 'ovpntcp', 'wg', 'meta'],
      },
      { dip_token: 'DIPnonsense', status: 'invalid' },
      expect.objectContaining({ dip_token: ACTIVE, status: 'active' }),
    ]);
    expect(json(ask(simulated(ENDS_AT - 1), { tokens: [ENDING] }))).toMatchObject([
      { status: 'active' },
    ]);
  });

  test('the dedicated IPs are denied to a client without a valid token, in a plain text', () => {
    const reply = answered(ask(simulated(), { tokens: [ACTIVE] }, 'nonsense'));
    expect([reply.status, reply.body]).toEqual([401, 'HTTP Token: Access denied.\n']);
  });

  test('the dedicated IPs have to be asked for by POST and by a list of tokens', () => {
    const simulator = simulated();
    for (const body of [{}, null, { tokens: ACTIVE }, 'text']) {
      expect(answered(ask(simulator, body)).status).toBe(400);
    }
    const url = '/api/client/v2/dedicated_ip';
    const request = { method: 'GET', url, headers: {}, body: '', sourceAddress: '' };
    expect(answered(simulator.account(request)).status).toBe(405);
  });

  test('need a server each', () => {
    const dedicatedIps = [{ token: ACTIVE, cn: 'atlantis1' }];
    expect(() => new PiaSimulator({ dedicatedIps })).toThrow(/the servers are/);
  });

  test('the dedicated IPs are recorded without their tokens', () => {
    const simulator = simulated();
    ask(simulator, { tokens: [ACTIVE] });
    expect(simulator.requests.at(-1)).toMatchObject({ endpoint: 'dedicatedIp', status: 200 });
    expect(JSON.stringify(simulator.requests)).not.toContain(ACTIVE);
  });

  test.each(DEDICATED_IP_FAULTS)('fail once with the fault %s', (fault) => {
    const simulator = simulated();
    simulator.setFault('dedicatedIp', fault, { times: 1 });
    const token = tokenFrom(simulator);
    const reply = ask(simulator, { tokens: [ACTIVE] }, token);
    const good = ask(simulator, { tokens: [ACTIVE] }, token);
    expect(answered(good).status).toBe(200);
    expect(reply).not.toEqual(good);
  });

  test.each(DEDICATED_IP_FIELDS)(
    'the dedicated IPs have a wrong %s, or none, when a fault says so',
    (field) => {
      const simulator = simulated();
      simulator.setFault('dedicatedIp', `wrong-${field}`, { times: 1 });
      expect(json(ask(simulator, { tokens: [ACTIVE] }))).toMatchObject([{ [field]: WRONG_VALUE }]);
      simulator.setFault('dedicatedIp', `missing-${field}`, { times: 1 });
      expect(Object.values(json(ask(simulator, { tokens: [ACTIVE] })))[0]).not.toHaveProperty(
        field,
      );
    },
  );
});

describe('addKey for a dedicated IP', () => {
  const register = (simulator: PiaSimulator, cn: string, credentials: string) => {
    const { url, ...request } = addKey(cn, '', publicKey(1));
    const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    return json(
      simulator.addKey({ ...request, url: url.replace('pt=&', ''), headers: { authorization } }),
    );
  };

  test('addKey for a dedicated IP logs in with the token of the IP and with its address', () => {
    const simulator = simulated();
    expect(register(simulator, FIRST, `dedicated_ip_${ACTIVE}:127.13.37.1`)).toMatchObject({
      status: 'OK',
      server_ip: '127.13.37.1',
    });
    expect(simulator.wireguard.peers).toMatchObject([{ account: 'dedicated IP' }]);
    expect(JSON.stringify(simulator.wireguard.history)).not.toContain(ACTIVE);
  });

  test.each([
    ['the token is unknown', FIRST, 'dedicated_ip_DIPnonsense:127.13.37.1'],
    ['the token has expired', FIRST, `dedicated_ip_${ENDING}:127.13.37.1`],
    ['the address is another one', FIRST, `dedicated_ip_${ACTIVE}:127.13.37.2`],
    ['the server is another one', SECOND, `dedicated_ip_${ACTIVE}:127.13.37.2`],
    ['the user name has no prefix', FIRST, `${ACTIVE}:127.13.37.1`],
  ])('addKey for a dedicated IP fails when %s', (_, cn, credentials) => {
    const simulator = simulated(ENDS_AT);
    expect(register(simulator, cn, credentials)).toEqual({
      status: 'ERROR',
      message: 'Login failed!',
    });
  });
});
