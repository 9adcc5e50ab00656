import { describe, expect, test } from 'vitest';
import {
  answered,
  claimFrom,
  decoded,
  get,
  getSignature,
  json,
  START,
  startingAt,
  tokenFrom,
} from '../../test/pia-requests.ts';
import { PiaSimulator } from './pia-simulator.ts';

describe('/getSignature', () => {
  test('/getSignature claims a port from 20000 to 60000 for 62 days, and gives its expiry to the nanosecond', () => {
    const simulator = new PiaSimulator({ now: () => startingAt(START).at });
    const { port, expires_at: expiresAt } = decoded(claimFrom(simulator));
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThanOrEqual(60_000);
    expect(expiresAt).toMatch(/^2026-03-04T00:00:00\.\d{9}Z$/);
  });

  test('/getSignature answers with 4 spaces of indent and a signature of 64 bytes', () => {
    const simulator = new PiaSimulator();
    const reply = answered(simulator.gateway(getSignature(tokenFrom(simulator))));
    expect(reply.body).toMatch(/^\{\n {4}"status": "OK",\n {4}"payload": "/);
    expect(reply.headers['content-type']).toBe('application/json');
    expect(Buffer.from(String(json(reply).signature), 'base64')).toHaveLength(64);
  });

  test('/getSignature claims another port each time', () => {
    const simulator = new PiaSimulator();
    const token = tokenFrom(simulator);
    const ports = Array.from({ length: 200 }, () => decoded(claimFrom(simulator, token)).port);
    expect(new Set(ports).size).toBe(200);
    expect(simulator.claims.map(({ port }) => port)).toEqual(ports);
  });

  test('/getSignature gives the fields of the payload in varying order, with an unknown one', () => {
    const simulator = new PiaSimulator();
    const token = tokenFrom(simulator);
    const claims = Array.from({ length: 20 }, () => decoded(claimFrom(simulator, token)));
    const orders = claims.map((fields) => Object.keys(fields).join());
    expect(new Set(orders).size).toBeGreaterThan(5);
    expect(claims.every((fields) => 'zone' in fields)).toBe(true);
  });

  test('/getSignature needs a token in one piece: an unencoded plus sign spoils it', () => {
    const simulator = new PiaSimulator();
    const careless = get(`/getSignature?token=${tokenFrom(simulator)}`);
    expect(answered(simulator.gateway(careless)).status).toBe(401);
    expect(answered(simulator.gateway(get('/getSignature'))).status).toBe(401);
  });

  test.each([
    ['login-failed', 200, 'Login failed!'],
    ['login-failed-401', 401, 'Login failed!'],
    ['login-failed-403', 403, 'Login failed!'],
    ['token-expired', 401, 'Token expired'],
  ] as const)(
    '/getSignature under the fault %s refuses a good token with %i and "%s"',
    (fault, status, message) => {
      const simulator = new PiaSimulator();
      const request = getSignature(tokenFrom(simulator));
      simulator.setFault('getSignature', fault);
      const refused = answered(simulator.gateway(request));
      expect(refused.status).toBe(status);
      expect(json(refused)).toEqual({ status: 'ERROR', message });
    },
  );

  test('/getSignature gives the same answers with the same seed', () => {
    const claim = (seed: number) => claimFrom(new PiaSimulator({ seed, now: () => 0 }));
    expect(claim(7)).toEqual(claim(7));
    expect(claim(7).payload).not.toBe(claim(8).payload);
  });
});
