import { beforeEach, describe, expect, test } from 'vitest';
import { ask, forwardRequest, mappingBody, plainRequest } from '../../test/natpmp-requests.ts';
import { NatPmpApiSimulator } from './natpmp-api-simulator.ts';

let now: number;
let simulator: NatPmpApiSimulator;

function simulate(options: ConstructorParameters<typeof NatPmpApiSimulator>[0] = {}): void {
  simulator = new NatPmpApiSimulator({ now: () => now, ...options });
}

beforeEach(() => {
  now = 1_000_000;
  simulate();
});

const portOf = (protocol: 'tcp' | 'udp', internalPort = 7001) =>
  simulator.mappingAt(protocol, internalPort, now)?.externalPort;

test('a mapping is reported byte for byte as by the API', () => {
  const reply = simulator.handle(forwardRequest(mappingBody('TCP', 7001)));
  expect(reply).toEqual({
    kind: 'reply',
    status: 200,
    headers: { 'content-type': 'application/json', 'content-length': '75' },
    body: `{"internal_port":7001,"external_port":${portOf('tcp')},"protocol":"tcp","duration":60}`,
    delayMs: 250,
  });
});

test('a mapping ends when it is not renewed, and the next one has another port', () => {
  ask(simulator, 'tcp', 7001, 60);
  const first = portOf('tcp');
  expect(simulator.wasMapped('tcp', 7001, now + 59_999)).toBe(true);
  expect(simulator.wasMapped('tcp', 7001, now + 60_000)).toBe(false);
  now += 60_000;
  expect(simulator.mappings).toEqual([]);
  ask(simulator, 'tcp', 7001, 60);
  expect(portOf('tcp')).not.toBe(first);
  expect(simulator.history).toHaveLength(2);
});

test('a renewal keeps the port and moves the end', () => {
  ask(simulator, 'udp', 7001, 60);
  const first = portOf('udp');
  now += 45_000;
  ask(simulator, 'udp', 7001, 60);
  expect(simulator.history).toEqual([
    {
      protocol: 'udp',
      internalPort: 7001,
      externalPort: first,
      grantedSeconds: 60,
      clientAddress: '10.42.0.2',
      madeAt: 1_000_000,
      renewedAt: now,
      expiresAt: now + 60_000,
      renewals: 1,
    },
  ]);
});

test('tcp and udp of one port get the same external port, other ports another one', () => {
  ask(simulator, 'tcp', 7001);
  ask(simulator, 'udp', 7001);
  ask(simulator, 'tcp', 7002);
  expect(portOf('udp')).toBe(portOf('tcp'));
  expect(portOf('tcp', 7002)).not.toBe(portOf('tcp'));
});

test('no external port leads to two internal ones', () => {
  simulate({ workers: 1_000 });
  const ports = Array.from({ length: 1_000 }, (_, index) => ask(simulator, 'tcp', index + 1).body);
  expect(new Set(ports.map(({ external_port: port }) => port)).size).toBe(1_000);
});

test('the same seed gives the same ports', () => {
  const port = (seed: number) => ask(new NatPmpApiSimulator({ seed }), 'tcp', 7001).body;
  expect(port(3)).toEqual(port(3));
  expect(port(3)).not.toEqual(port(4));
});

describe('the duration of a mapping', () => {
  test.each([
    [undefined, 3600, 300],
    [-1, 4_294_967_295, 4_294_967_295],
    [-2, 4_294_967_295, 4_294_967_294],
    [45, 60, 45],
    [45, 30, 30],
  ])('the limit %s turns %d s into %d s', (maxDurationSeconds, asked, told) => {
    simulate({ maxDurationSeconds });
    expect(ask(simulator, 'tcp', 7001, asked).body.duration).toBe(told);
  });

  test('the duration in the answer is not the lifetime that the gateway granted', () => {
    simulate({ grantSeconds: (asked) => Math.min(asked, 60) });
    expect(ask(simulator, 'tcp', 7001, 300).body.duration).toBe(300);
    expect(simulator.mappings[0]?.grantedSeconds).toBe(60);
    expect(simulator.wasMapped('tcp', 7001, now + 61_000)).toBe(false);
  });

  test('the duration in the answer is followed by the granted lifetime and the clock of the gateway if these are reported', () => {
    simulate({ reportsGrant: true, grantSeconds: () => 10 });
    now += 77_900;
    expect(ask(simulator, 'tcp', 7001).body).toMatchObject({
      duration: 60,
      lifetime: 10,
      epoch: 77,
    });
    expect(ask(simulator, 'tcp', 7001, 0).body).toMatchObject({ duration: 0, lifetime: 0 });
    now += 10_000;
    simulator.rebootGateway();
    now += 3_000;
    expect(ask(simulator, 'tcp', 7001).body).toMatchObject({ lifetime: 10, epoch: 3 });
    simulator.setFault('forward', 'gateway-rebooted', { times: 1 });
    expect(ask(simulator, 'tcp', 7001).body).toMatchObject({ epoch: 0 });
  });

  test('the limit 0 makes every request a deletion', () => {
    simulate({ maxDurationSeconds: 0 });
    expect(ask(simulator, 'tcp', 7001, 60)).toMatchObject({
      status: 200,
      body: { external_port: 0, duration: 0 },
    });
    expect(simulator.history).toEqual([]);
  });
});

describe('the deletion of a mapping', () => {
  beforeEach(() => {
    ask(simulator, 'tcp', 7001);
    ask(simulator, 'udp', 7001);
    ask(simulator, 'tcp', 7002);
    // All three are done.
    now += 1_000;
  });

  test('the deletion of a mapping ends that one, whichever client made it', () => {
    const request = forwardRequest(mappingBody('tcp', 7001, 0), { sourceAddress: '10.42.0.9' });
    const reply = simulator.handle(request);
    expect(reply).toMatchObject({
      body: '{"internal_port":7001,"external_port":0,"protocol":"tcp","duration":0}',
    });
    expect(simulator.mappings.map((m) => [m.protocol, m.internalPort])).toEqual([
      ['udp', 7001],
      ['tcp', 7002],
    ]);
  });

  test('the deletion of a mapping that does not exist succeeds too', () => {
    expect(ask(simulator, 'udp', 9999, 0)).toMatchObject({ status: 200, body: { duration: 0 } });
    expect(simulator.mappings).toHaveLength(3);
  });

  test('the deletion of port 0 ends all mappings of both protocols', () => {
    expect(ask(simulator, 'tcp', 0, 0)).toMatchObject({
      status: 200,
      body: { internal_port: 0, external_port: 0, protocol: 'tcp', duration: 0 },
    });
    expect(simulator.mappings).toEqual([]);
  });
});

test('port 0 cannot be mapped', () => {
  expect(ask(simulator, 'tcp', 0, 60)).toMatchObject({
    status: 500,
    body: { error: 'Failed to request port mapping' },
  });
  expect(simulator.history).toEqual([]);
});

test('two callers with the same port share one mapping', () => {
  ask(simulator, 'tcp', 7001);
  simulator.handle(forwardRequest(mappingBody('tcp', 7001), { sourceAddress: '10.42.0.9' }));
  expect(simulator.mappings).toMatchObject([{ clientAddress: '10.42.0.9', renewals: 1 }]);
});

test('changeExternalPort() moves a mapping, which the next renewal reports', () => {
  const { external_port: before } = ask(simulator, 'tcp', 7001).body;
  now += 10_000;
  const moved = simulator.changeExternalPort('tcp', 7001);
  expect(moved?.externalPort).not.toBe(before);
  expect(simulator.mappingAt('tcp', 7001, now - 1)?.externalPort).toBe(before);
  expect(simulator.mappingAt('tcp', 7001, now)?.expiresAt).toBe(1_060_000);
  expect(ask(simulator, 'tcp', 7001).body.external_port).toBe(moved?.externalPort);
  expect(simulator.changeExternalPort('udp', 7001)).toBeUndefined();
});

test('rebootGateway() ends all mappings', () => {
  ask(simulator, 'tcp', 7001);
  simulator.rebootGateway();
  expect(simulator.wasMapped('tcp', 7001, now)).toBe(false);
});

test('setToken() asks for another token from now on', () => {
  simulator.setToken('new');
  expect(ask(simulator, 'tcp', 7001).status).toBe(401);
  simulator.setToken(undefined);
  expect(ask(simulator, 'tcp', 7001).status).toBe(200);
});

describe('the workers of the API', () => {
  test('the workers of the API work on two requests at once; the third begins 250 ms later', () => {
    const delays = [7001, 7002, 7003, 7004, 7005].map(
      (port) => ask(simulator, 'tcp', port).delayMs,
    );
    expect(delays).toEqual([250, 250, 500, 500, 750]);
    expect(simulator.mappings.map((mapping) => mapping.internalPort)).toEqual([7001, 7002]);
    expect(simulator.mappingAt('tcp', 7005, now + 500)?.madeAt).toBe(now + 500);
    expect(simulator.handle(plainRequest('GET', '/health')).delayMs).toBe(500);
    now += 750;
    expect(simulator.handle(plainRequest('GET', '/health')).delayMs).toBe(0);
  });

  test('the workers of the API are as many as asked for', () => {
    simulate({ workers: 1 });
    expect([ask(simulator, 'tcp', 1).delayMs, ask(simulator, 'udp', 1).delayMs]).toEqual([
      250, 500,
    ]);
    expect(() => simulate({ workers: 0 })).toThrow(RangeError);
  });

  test('the workers of the API are free again when the clock was set back', () => {
    ask(simulator, 'tcp', 7001);
    ask(simulator, 'udp', 7001);
    now -= 3_600_000;
    expect(ask(simulator, 'tcp', 7001).delayMs).toBe(250);
  });

  test('the workers of the API spend no time on a request that is refused', () => {
    expect(ask(simulator, 'sctp', 7001).delayMs).toBe(0);
  });
});

test('the request log records each request and its outcome', () => {
  ask(simulator, 'udp', 7001, 45);
  simulator.handle(plainRequest('GET', '/nowhere?x'));
  const base = { at: now, sourceAddress: '10.42.0.2', fault: undefined };
  expect(simulator.requests).toEqual([
    {
      ...base,
      method: 'POST',
      path: '/forward',
      asked: { protocol: 'udp', internalPort: 7001, durationSeconds: 45 },
      status: 200,
      delayMs: 250,
    },
    { ...base, method: 'GET', path: '/nowhere', asked: undefined, status: 404, delayMs: 0 },
  ]);
});
