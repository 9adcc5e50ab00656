import { describe, expect, test } from 'vitest';
import {
  answered,
  bindPort,
  claimFrom,
  get,
  getSignature,
  json,
  PING,
  tokenFrom,
} from '../../test/pia-requests.ts';
import { PiaSimulator } from './pia-simulator.ts';

describe('the gateway', () => {
  test("the gateway gives the time of the simulator's clock in each answer", () => {
    const simulator = new PiaSimulator({ now: () => Date.parse('2026-01-14T19:30:00.500Z') });
    const answers = [simulator.gateway(PING), simulator.gateway(get('/odd'))].map(answered);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({ date: 'Wed, 14 Jan 2026 19:30:00 GMT' });
    }
  });

  test('the gateway refuses requests from outside the tunnel, even with a good token', () => {
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

  test('the gateway asks the given function which clients are inside', () => {
    const simulator = new PiaSimulator({ isTunnelSource: (address) => address === '127.0.0.2' });
    const status = (sourceAddress: string) =>
      answered(simulator.gateway({ ...PING, sourceAddress })).status;
    expect([status('127.0.0.2'), status('127.0.0.1')]).toEqual([200, 401]);
  });

  test('the gateway answers three paths and one method', () => {
    const simulator = new PiaSimulator();
    expect(answered(simulator.gateway(PING)).status).toBe(200);
    expect(answered(simulator.gateway(get('/'))).status).toBe(404);
    expect(answered(simulator.gateway({ ...PING, method: 'POST' })).status).toBe(405);
  });

  test('the gateway records requests without their secrets', () => {
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
