import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { readEnvironment } from '@portkeep/app-host';
import { StateKeeper } from '@portkeep/pia-lease';
import { EarlyRenewal, keepLease, systemClock } from '@portkeep/port-lease';
import { startPiaSimulator } from '@portkeep/simulators';
import { expect, onTestFinished, test } from 'vitest';
import { createClients } from '../src/sources/pia/clients.ts';
import { createSource } from '../src/sources/pia/lease/create-source.ts';
import { variables } from '../src/variables.ts';
import { DaemonStore } from './daemon-store.ts';
import { device, ETH0, LO, network } from './network-fixture.ts';

const LOGIN_TAKES_MS = 500;
const FLAP_EVERY_MS = 150;

/** A login service that is slow and refuses each login. */
async function slowRefusals() {
  let logins = 0;
  const server = createServer((request, response) => {
    request.resume();
    logins += 1;
    setTimeout(() => response.writeHead(401).end('{}'), LOGIN_TAKES_MS);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/token`, logins: () => logins };
}

/** The PIA side of a daemon over real sockets, with a tunnel that exists only for this daemon. */
async function flap(until: (events: readonly string[]) => boolean, tokenUrl?: string) {
  const pia = await startPiaSimulator();
  pia.simulator.setFault('token', 'slow', { delayMs: LOGIN_TAKES_MS });
  const stop = new AbortController();
  const { signal } = stop;
  onTestFinished(async () => {
    stop.abort();
    await pia.close();
  });
  const environment = tokenUrl === undefined ? {} : { PIA_TOKEN_URL: tokenUrl };
  const { values } = readEnvironment(variables, { ...pia.environment, ...environment });
  const store = new DaemonStore();
  const state = new StateKeeper(store);
  const events: string[] = [];
  const { source, backoff } = createSource({
    app: { values },
    clients: createClients({ values }),
    state,
    clock: systemClock,
    signal,
    status: { login: (result) => events.push(`login: ${result}`) },
    events: { trouble: (message) => events.push(message) },
    network: {
      read: () => network([LO, ETH0, device('tun0', 7, '10.9.155.222/32')]),
      sourceAddress: async () => '127.0.0.1',
    },
  });
  const early = new EarlyRenewal();
  void (async () => {
    for await (const event of keepLease(source, { signal, backoff, early }))
      events.push(event.type);
  })();
  for (let flaps = 0; flaps < 40 && !until(events); flaps += 1) {
    await delay(FLAP_EVERY_MS);
    source.networkChanged();
    early.request();
  }
  await expect.poll(() => until(events), { timeout: 5_000 }).toBe(true);
  return { events, store, pia: pia.simulator };
}

test('a login that takes longer than the tunnel stays up is sent once, and its token is kept', async () => {
  const { events, pia } = await flap((events) => events.includes('acquired'));
  expect(pia.logins).toHaveLength(1);
  expect(events.filter((event) => event === 'failed').length).toBeGreaterThan(1);
});

test('a login that is refused after the tunnel changed leads to the same wait as any other', async () => {
  const { url, logins } = await slowRefusals();
  const { store } = await flap((events) => events.includes('login: failure'), url);
  await expect.poll(() => store.kept.login_not_before?.wait_seconds).toBe(900);
  expect(store.kept.login_not_before).toMatchObject({
    reason: 'PIA_CREDENTIALS_REJECTED',
    wait_seconds: 900,
  });
  expect(logins()).toBe(1);
});
