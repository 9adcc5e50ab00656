import { describe, expect, test } from 'vitest';
import {
  answered,
  bindPort,
  claimFrom,
  DAY,
  decoded,
  get,
  json,
  START,
  startingAt,
  tokenFrom,
} from '../../test/pia-requests.ts';
import { PiaSimulator } from './pia-simulator.ts';

describe('/bindPort', () => {
  test('/bindPort schedules the port first, and then refreshes its timer', () => {
    const simulator = new PiaSimulator();
    const claim = claimFrom(simulator);
    const messages = [1, 2, 3].map(() => json(simulator.gateway(bindPort(claim))));
    expect(messages).toEqual([
      { status: 'OK', message: 'port scheduled for add' },
      { status: 'OK', message: 'timer refreshed' },
      { status: 'OK', message: 'timer refreshed' },
    ]);
  });

  test('/bindPort refuses a payload that was taken apart and put together again', () => {
    const simulator = new PiaSimulator();
    const claim = claimFrom(simulator);
    const { token, port, expires_at } = decoded(claim);
    const payload = Buffer.from(JSON.stringify({ token, port, expires_at })).toString('base64');
    const reply = simulator.gateway(bindPort({ ...claim, payload }));
    expect(answered(reply).status).toBe(401);
    expect(json(reply)).toEqual({ status: '', message: 'bad signature' });
    expect(simulator.bindings).toEqual([]);
  });

  test('/bindPort refuses the signature of another claim, and none', () => {
    const simulator = new PiaSimulator();
    const token = tokenFrom(simulator);
    const [first, second] = [claimFrom(simulator, token), claimFrom(simulator, token)];
    const mixed = bindPort({ payload: first.payload, signature: second.signature });
    expect(answered(simulator.gateway(mixed)).status).toBe(401);
    expect(answered(simulator.gateway(get('/bindPort'))).status).toBe(401);
  });

  test('/bindPort knows a claim from an earlier run of the simulator', () => {
    const claim = claimFrom(new PiaSimulator({ seed: 3 }));
    const reply = new PiaSimulator({ seed: 3 }).gateway(bindPort(claim));
    expect(json(reply).message).toBe('port scheduled for add');
    expect(answered(new PiaSimulator({ seed: 4 }).gateway(bindPort(claim))).status).toBe(401);
  });

  test('/bindPort refuses a claim after 62 days', () => {
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

  test('/bindPort answers 409 for a port that another connection holds', () => {
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

  test('/bindPort writes "port busy" with and without a capital', () => {
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
    '/bindPort answers a claim of another server with %s if the server is set up so',
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
