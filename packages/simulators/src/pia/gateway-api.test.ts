import { describe, expect, test } from 'vitest';
import {
  answered,
  bindPort,
  claimFrom,
  DAY,
  decoded,
  get,
  getSignature,
  json,
  startingAt,
  tokenFrom,
} from '../../test/pia-requests.ts';
import { BIND_PORT_FAULTS, GATEWAY_FAULTS, GET_SIGNATURE_FAULTS } from './faults.ts';
import { PiaSimulator } from './pia-simulator.ts';

const START = '2026-01-01T00:00:00Z';
const PING = get('/ping');

describe('/getSignature', () => {
  test('claims a port from 20000 to 60000 for 62 days, with nine digits of a second', () => {
    const simulator = new PiaSimulator({ now: () => startingAt(START).at });
    const { port, expires_at: expiresAt } = decoded(claimFrom(simulator));
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThanOrEqual(60_000);
    expect(expiresAt).toMatch(/^2026-03-04T00:00:00\.\d{9}Z$/);
  });

  test('is answered with 4 spaces of indent and a signature of 64 bytes', () => {
    const simulator = new PiaSimulator();
    const reply = answered(simulator.gateway(getSignature(tokenFrom(simulator))));
    expect(reply.body).toMatch(/^\{\n {4}"status": "OK",\n {4}"payload": "/);
    expect(reply.headers['content-type']).toBe('application/json');
    expect(Buffer.from(String(json(reply).signature), 'base64')).toHaveLength(64);
  });

  test('claims another port each time', () => {
    const simulator = new PiaSimulator();
    const token = tokenFrom(simulator);
    const ports = Array.from({ length: 200 }, () => decoded(claimFrom(simulator, token)).port);
    expect(new Set(ports).size).toBe(200);
    expect(simulator.claims.map(({ port }) => port)).toEqual(ports);
  });

  test('puts the fields of the payload in varying order, with one that nobody knows', () => {
    const simulator = new PiaSimulator();
    const token = tokenFrom(simulator);
    const claims = Array.from({ length: 20 }, () => decoded(claimFrom(simulator, token)));
    const orders = claims.map((fields) => Object.keys(fields).join());
    expect(new Set(orders).size).toBeGreaterThan(5);
    expect(claims.every((fields) => 'zone' in fields)).toBe(true);
  });

  test('needs a token in one piece: an unencoded plus sign spoils it', () => {
    const simulator = new PiaSimulator();
    const careless = get(`/getSignature?token=${tokenFrom(simulator)}`);
    expect(answered(simulator.gateway(careless)).status).toBe(401);
    expect(answered(simulator.gateway(get('/getSignature'))).status).toBe(401);
  });

  test('repeats itself with the same seed', () => {
    const claim = (seed: number) => claimFrom(new PiaSimulator({ seed, now: () => 0 }));
    expect(claim(7)).toEqual(claim(7));
    expect(claim(7).payload).not.toBe(claim(8).payload);
  });
});

describe('/bindPort', () => {
  test('schedules the port first and refreshes its timer then', () => {
    const simulator = new PiaSimulator();
    const claim = claimFrom(simulator);
    const messages = [1, 2, 3].map(() => json(simulator.gateway(bindPort(claim))));
    expect(messages).toEqual([
      { status: 'OK', message: 'port scheduled for add' },
      { status: 'OK', message: 'timer refreshed' },
      { status: 'OK', message: 'timer refreshed' },
    ]);
  });

  test('refuses a payload that was taken apart and put together again', () => {
    const simulator = new PiaSimulator();
    const claim = claimFrom(simulator);
    const { token, port, expires_at } = decoded(claim);
    const payload = Buffer.from(JSON.stringify({ token, port, expires_at })).toString('base64');
    const reply = simulator.gateway(bindPort({ ...claim, payload }));
    expect(answered(reply).status).toBe(401);
    expect(json(reply)).toEqual({ status: '', message: 'bad signature' });
    expect(simulator.bindings).toEqual([]);
  });

  test('refuses the signature of another claim, and none', () => {
    const simulator = new PiaSimulator();
    const token = tokenFrom(simulator);
    const [first, second] = [claimFrom(simulator, token), claimFrom(simulator, token)];
    const mixed = bindPort({ payload: first.payload, signature: second.signature });
    expect(answered(simulator.gateway(mixed)).status).toBe(401);
    expect(answered(simulator.gateway(get('/bindPort'))).status).toBe(401);
  });

  test('knows a claim from an earlier life of the simulator', () => {
    const claim = claimFrom(new PiaSimulator({ seed: 3 }));
    const reply = new PiaSimulator({ seed: 3 }).gateway(bindPort(claim));
    expect(json(reply).message).toBe('port scheduled for add');
    expect(answered(new PiaSimulator({ seed: 4 }).gateway(bindPort(claim))).status).toBe(401);
  });

  test('refuses a claim after 62 days', () => {
    const clock = startingAt(START);
    const simulator = new PiaSimulator({ now: () => clock.at });
    const claim = claimFrom(simulator);
    clock.at += 62 * DAY - 1;
    expect(answered(simulator.gateway(bindPort(claim))).status).toBe(200);
    clock.at += 1;
    const late = simulator.gateway(bindPort(claim));
    expect(answered(late).status).toBe(400);
    expect(json(late).message).toMatch(/expired/);
  });

  test('answers 409 for a port that somebody else holds', () => {
    const simulator = new PiaSimulator();
    const claim = claimFrom(simulator);
    const port = Number(decoded(claim).port);
    simulator.busyPorts.add(port);
    const reply = simulator.gateway(bindPort(claim));
    expect(answered(reply).status).toBe(409);
    expect(json(reply).status).toBe('');
    expect(json(reply).message).toMatch(
      new RegExp(`^port ${port} is busy. Please use another server$`, 'i'),
    );
    simulator.busyPorts.delete(port);
    expect(answered(simulator.gateway(bindPort(claim))).status).toBe(200);
  });

  test('writes "port busy" with a capital and without', () => {
    const simulator = new PiaSimulator();
    simulator.setFault('bindPort', 'busy');
    const token = tokenFrom(simulator);
    const words = Array.from({ length: 30 }, () => {
      const { message } = json(simulator.gateway(bindPort(claimFrom(simulator, token))));
      return String(message).slice(0, 4);
    });
    expect([...new Set(words)].sort()).toEqual(['Port', 'port']);
  });

  test.each(['accept', 'bad-signature'] as const)(
    'on a server that says %s to claims of another',
    (foreignClaims) => {
      const server = { publicAddress: '203.0.113.1', regionId: 'uk', lists: ['v7' as const] };
      const simulator = new PiaSimulator({
        servers: [
          { ...server, cn: 'london1', gatewayAddress: '10.1.0.1' },
          { ...server, cn: 'london2', gatewayAddress: '10.2.0.1', foreignClaims },
        ],
      });
      const claim = claimFrom(simulator);
      simulator.reconnect('london2');
      const status = foreignClaims === 'accept' ? 200 : 401;
      expect(answered(simulator.gateway(bindPort(claim))).status).toBe(status);
      const own = claimFrom(simulator);
      expect(answered(simulator.gateway(bindPort(own))).status).toBe(200);
    },
  );
});

describe('the gateway', () => {
  test('answers nobody outside the tunnel, not even a good token', () => {
    const simulator = new PiaSimulator();
    const outside = { sourceAddress: '192.168.1.5' };
    for (const request of [
      PING,
      getSignature(tokenFrom(simulator)),
      bindPort(claimFrom(simulator)),
    ]) {
      const reply = simulator.gateway({ ...request, ...outside });
      expect(answered(reply).status).toBe(401);
      expect(json(reply)).toEqual({ status: 'ERROR', message: 'Unauthorized client' });
    }
  });

  test('asks the given function who is inside', () => {
    const simulator = new PiaSimulator({ isTunnelSource: (address) => address === '127.0.0.2' });
    const status = (sourceAddress: string) =>
      answered(simulator.gateway({ ...PING, sourceAddress })).status;
    expect([status('127.0.0.2'), status('127.0.0.1')]).toEqual([200, 401]);
  });

  test('knows three paths and one method', () => {
    const simulator = new PiaSimulator();
    expect(answered(simulator.gateway(PING)).status).toBe(200);
    expect(answered(simulator.gateway(get('/'))).status).toBe(404);
    expect(answered(simulator.gateway({ ...PING, method: 'POST' })).status).toBe(405);
  });

  test('notes requests without their secrets', () => {
    const simulator = new PiaSimulator({ now: () => 9 });
    simulator.gateway(bindPort(claimFrom(simulator)));
    expect(simulator.requests.at(-1)).toEqual({
      at: 9,
      endpoint: 'bindPort',
      method: 'GET',
      path: '/bindPort',
      sourceAddress: '10.115.0.7',
      server: 'Server-11555-2a',
      status: 200,
      outcome: 'reply',
    });
    expect(JSON.stringify(simulator.requests)).not.toContain('payload');
  });
});

describe('a gateway fault', () => {
  const requests = (simulator: PiaSimulator) => ({
    ping: PING,
    getSignature: getSignature(tokenFrom(simulator)),
    bindPort: bindPort(claimFrom(simulator)),
  });
  const cases = [
    ...GATEWAY_FAULTS.map((fault) => ({ target: 'ping' as const, fault })),
    ...GET_SIGNATURE_FAULTS.map((fault) => ({ target: 'getSignature' as const, fault })),
    ...BIND_PORT_FAULTS.map((fault) => ({ target: 'bindPort' as const, fault })),
  ];

  test.each(cases)('$fault spoils $target as often as it was set for', (set) => {
    const simulator = new PiaSimulator();
    const request = requests(simulator)[set.target];
    if (set.target === 'bindPort') simulator.setFault(set.target, set.fault, { times: 1 });
    if (set.target === 'getSignature') simulator.setFault(set.target, set.fault, { times: 1 });
    if (set.target === 'ping') simulator.setFault(set.target, set.fault, { times: 1 });
    const reply = simulator.gateway(request);
    const good = answered(simulator.gateway(request));
    expect(good.status).toBe(200);
    expect(reply).not.toEqual(good);
  });

  test('of the whole gateway applies to every path, and yields to one of the path', () => {
    const simulator = new PiaSimulator();
    const { ping, bindPort: bind } = requests(simulator);
    simulator.setFault('gateway', 'html-504');
    simulator.setFault('bindPort', 'bad-signature');
    expect(answered(simulator.gateway(ping)).status).toBe(504);
    expect(answered(simulator.gateway(bind)).status).toBe(401);
    expect(simulator.faults.gateway?.fault).toBe('html-504');
    simulator.clearFaults();
    expect(answered(simulator.gateway(ping)).status).toBe(200);
    expect(answered(simulator.gateway(bind)).status).toBe(200);
  });

  test('reply-lost forwards the port though the client never hears of it', () => {
    const simulator = new PiaSimulator();
    const claim = claimFrom(simulator);
    simulator.setFault('bindPort', 'reply-lost', { times: 1 });
    expect(simulator.gateway(bindPort(claim))).toEqual({ kind: 'reset' });
    expect(simulator.bindings).toMatchObject([{ port: decoded(claim).port, binds: 1 }]);
  });

  test('of the payload changes what is signed', () => {
    const simulator = new PiaSimulator();
    const token = tokenFrom(simulator);
    simulator.setFault('getSignature', 'port-zero-payload', { times: 1 });
    expect(decoded(claimFrom(simulator, token)).port).toBe(0);
    simulator.setFault('getSignature', 'created-at-payload', { times: 1 });
    const fields = decoded(claimFrom(simulator, token));
    expect(fields).toHaveProperty('created_at');
    expect(fields).not.toHaveProperty('expires_at');
    simulator.setFault('getSignature', 'malformed-payload', { times: 1 });
    const broken = claimFrom(simulator, token);
    expect(() => decoded(broken)).toThrow(SyntaxError);
  });
});
