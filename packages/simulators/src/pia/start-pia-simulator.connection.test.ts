import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askGateway, ping } from '../../test/https-exchange.ts';
import { logIn } from '../../test/pia-login.ts';
import { type RunningPiaSimulator, startPiaSimulator } from './start-pia-simulator.ts';

let pia: RunningPiaSimulator;
beforeEach(async () => {
  pia = await startPiaSimulator();
});
afterEach(async () => {
  await pia.close();
});

describe('a connection to the PIA simulator', () => {
  test('a connection to the PIA simulator is refused while the fault lasts, and accepted on the same port afterwards', async () => {
    const { gatewayPort } = pia;
    pia.simulator.setFault('gateway', 'refuse');
    expect(await ping(pia)).toBe('ECONNREFUSED');
    pia.simulator.clearFaults();
    await pia.settled();
    expect(await ping(pia)).toBe(200);
    expect(pia.gatewayPort).toBe(gatewayPort);
  });

  test('a connection to the PIA simulator is reset when the fault is set for a number of connections', async () => {
    pia.simulator.setFault('gateway', 'refuse', { times: 1 });
    expect(await ping(pia)).toBe('ECONNRESET');
    expect(await ping(pia)).toBe(200);
  });

  test('connections only to the account API can be refused', async () => {
    pia.simulator.setFault('token', 'refuse');
    await expect(logIn(pia)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(pia.simulator.logins).toEqual([]);
    expect(await ping(pia)).toBe(200);
  });

  test('a connection to the PIA simulator is refused by a server without port forwarding', async () => {
    pia.simulator.reconnect('losangeles405');
    expect(await ping(pia)).toBe('ECONNREFUSED');
  });

  test.each(['hang-before-tls', 'hang-after-tls'] as const)(
    'a connection under the fault %s stays open without an answer until close()',
    async (fault) => {
      pia.simulator.setFault('gateway', fault, { times: 1 });
      const waiting = ping(pia);
      await noted(fault);
      // Started later and answered: time enough for the first one to be answered too.
      expect(await ping(pia)).toBe(200);
      await pia.close();
      expect(await waiting).toBe('ECONNRESET');
    },
  );

  test.each(['empty-reply', 'reset', 'reply-lost', 'cut-off'] as const)(
    'a connection under the fault %s is cut',
    async (fault) => {
      pia.simulator.setFault('gateway', fault, { times: 1 });
      expect(await ping(pia)).toBe('ECONNRESET');
      expect(await ping(pia)).toBe(200);
    },
  );

  test('a connection through the old tunnel ends when the VPN reconnects', async () => {
    pia.simulator.setFault('gateway', 'hang-after-tls', { times: 1 });
    const waiting = ping(pia);
    await noted('hang-after-tls');
    pia.simulator.reconnect('london411');
    expect(await waiting).toBe('ECONNRESET');
    expect(pia.hostname).toBe('london411');
    expect(await ping(pia)).toBe(200);
  });
});

/** Resolves when the simulator saw the connection, or the request, that a fault holds up. */
async function noted(fault: 'hang-before-tls' | 'hang-after-tls'): Promise<void> {
  const { handshakes, requests } = pia.simulator;
  const seen = fault === 'hang-before-tls' ? handshakes : requests;
  while (!seen.some(({ outcome }) => outcome.startsWith('hang'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('an answer has no body under the fault no-content, and is late under slow', async () => {
  pia.simulator.setFault('gateway', 'no-content', { times: 1 });
  expect(await askGateway(pia, '/ping')).toMatchObject({ status: 204, body: '' });
  pia.simulator.setFault('gateway', 'slow', { times: 1, delayMs: 100 });
  const begun = performance.now();
  expect((await askGateway(pia, '/ping')).status).toBe(200);
  expect(performance.now() - begun).toBeGreaterThan(90);
});

describe('the body of an answer', () => {
  test('the body of an answer under the fault slow-drip comes byte by byte', async () => {
    pia.simulator.setFault('gateway', 'slow-drip');
    const pieces: string[] = [];
    const { gatewayAddress: host, gatewayPort: port, hostname: servername, caPem: ca } = pia;
    const asked = httpsGet({ host, port, servername, ca, path: '/ping', agent: false });
    const [reply]: IncomingMessage[] = await once(asked, 'response');
    // Cutting it off is an error of the answer.
    reply?.on('error', () => {});
    for await (const piece of reply ?? []) {
      pieces.push(String(piece));
      if (pieces.length === 2) break;
    }
    expect(pieces).toEqual(['{', '\n']);
  });

  test('the body of an answer under the fault huge-body is larger than any client should read', async () => {
    pia.simulator.setFault('gateway', 'huge-body', { times: 1 });
    const { body } = await askGateway(pia, '/ping');
    expect(body.length).toBeGreaterThan(16_000_000);
  });
});
