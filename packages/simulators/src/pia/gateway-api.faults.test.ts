import { describe, expect, test } from 'vitest';
import {
  answered,
  bindPort,
  claimFrom,
  decoded,
  getSignature,
  PING,
  tokenFrom,
} from '../../test/pia-requests.ts';
import { BIND_PORT_FAULTS, GATEWAY_FAULTS, GET_SIGNATURE_FAULTS } from './faults.ts';
import { PiaSimulator } from './pia-simulator.ts';

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

  test.each(cases)('the gateway fault $fault affects $target as often as it was set for', (set) => {
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

  test('a fault of the whole gateway applies to every path, unless the path has one of its own', () => {
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

  test('the gateway fault reply-lost forwards the port although the client gets no answer', () => {
    const simulator = new PiaSimulator();
    const claim = claimFrom(simulator);
    simulator.setFault('bindPort', 'reply-lost', { times: 1 });
    expect(simulator.gateway(bindPort(claim))).toEqual({ kind: 'reset' });
    expect(simulator.bindings).toMatchObject([{ port: decoded(claim).port, binds: 1 }]);
  });

  test('a fault of the payload changes what is signed', () => {
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
