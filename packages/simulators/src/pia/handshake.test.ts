import { describe, expect, test } from 'vitest';
import { answered, get } from '../../test/pia-requests.ts';
import { PiaSimulator } from './pia-simulator.ts';

describe('a connection to the gateway', () => {
  test('a connection to the gateway shows the name of the connected server', () => {
    expect(new PiaSimulator().handshake()).toEqual({
      kind: 'connected',
      hostname: 'Server-11555-2a',
      certificate: 'san',
    });
  });

  test('a connection to the gateway compares names without regard to case', () => {
    const simulator = new PiaSimulator();
    expect(simulator.handshake({ hostname: 'server-11555-2A' }).kind).toBe('connected');
    expect(simulator.gateway(get('https://server-11555-2a:19999/ping')).kind).toBe('reply');
  });

  test('a connection to the gateway fails for a client that expects another server', () => {
    const wrong = { kind: 'wrong-name', presented: 'Server-11555-2a' };
    const simulator = new PiaSimulator();
    expect(simulator.handshake({ hostname: 'amsterdam447' })).toEqual(wrong);
    expect(simulator.gateway(get('https://amsterdam447:19999/ping'))).toEqual(wrong);
    expect(simulator.requests).toEqual([]);
    expect(simulator.handshakes.map(({ outcome }) => outcome)).toEqual([
      'wrong-name',
      'wrong-name',
    ]);
  });

  test('a connection to the gateway does not take an address in the URL for a name', () => {
    expect(new PiaSimulator().gateway(get('https://10.115.0.1:19999/ping')).kind).toBe('reply');
  });

  test('a connection to the gateway is lost when it goes to the gateway of a server that is not connected', () => {
    const simulator = new PiaSimulator();
    const address = '10.9.128.1';
    expect(simulator.handshake({ address }).kind).toBe('hang-before-tls');
    simulator.reconnect('amsterdam447');
    expect(simulator.handshake({ address })).toMatchObject({ hostname: 'amsterdam447' });
  });

  test('a connection to the gateway is refused by a server without port forwarding', () => {
    const simulator = new PiaSimulator();
    simulator.reconnect('losangeles405');
    expect(simulator.gateway(get('/ping'))).toEqual({ kind: 'refuse' });
    expect(simulator.listening('gateway')).toBe(false);
  });
});

describe('a connection fault', () => {
  test.each([
    'refuse',
    'hang-before-tls',
    'wrong-ca',
    'expired-certificate',
    'not-yet-valid-certificate',
    'wrong-purpose-certificate',
  ] as const)('the connection fault %s comes before any request', (fault) => {
    const simulator = new PiaSimulator();
    simulator.setFault('gateway', fault, { times: 1 });
    expect(simulator.gateway(get('/ping'))).toEqual({ kind: fault });
    expect(simulator.requests).toEqual([]);
    expect(answered(simulator.gateway(get('/ping'))).status).toBe(200);
  });

  test('the connection fault wrong-name shows a name that is in no list, even to a check of only the chain', () => {
    const simulator = new PiaSimulator();
    simulator.setFault('gateway', 'wrong-name');
    const wrong = { kind: 'wrong-name', presented: 'nowhere901' };
    expect(simulator.handshake()).toEqual(wrong);
    expect(simulator.handshake({ hostname: 'Server-11555-2a' })).toEqual(wrong);
  });

  test('the connection fault cn-only-certificate is an old certificate, not a failure', () => {
    const simulator = new PiaSimulator();
    simulator.setFault('gateway', 'cn-only-certificate', { times: 1 });
    expect(simulator.handshake()).toMatchObject({ kind: 'connected', certificate: 'cn-only' });
  });

  test('a connection fault closes the port only if it has no count', () => {
    const simulator = new PiaSimulator();
    simulator.setFault('gateway', 'refuse', { times: 1 });
    expect(simulator.listening('gateway')).toBe(true);
    simulator.setFault('gateway', 'refuse');
    expect(simulator.listening('gateway')).toBe(false);
    simulator.clearFault('gateway');
    expect(simulator.listening('gateway')).toBe(true);
  });
});

test('reconnect() refuses a server that does not exist', () => {
  expect(() => new PiaSimulator().reconnect('atlantis1')).toThrow(/the servers are .*london411/);
});

test('a PiaSimulator needs a server', () => {
  expect(() => new PiaSimulator({ servers: [] })).toThrow(RangeError);
});
