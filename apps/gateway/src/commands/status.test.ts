import { writeFileSync } from 'node:fs';
import { type App, startStatusServer } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { freePort } from '../../../../e2e/src/free-port.ts';
import { runCommand } from '../../test/command-app.ts';
import { fakePrograms, peerLine } from '../../test/fake-programs.ts';
import { piaThroughProxy } from '../../test/pia-through-proxy.ts';
import { end, rawEnd } from '../../test/samples.ts';
import { createStatus } from '../create-status.ts';
import type { GatewayVariables } from '../variables.ts';
import { status } from './status.ts';

const NOW = Date.now();
const saved = {
  region: 'sweden',
  hostname: 'stockholm401',
  address: '198.51.100.10',
  key_port: 1337,
  chosen_by: 'fastest',
  public_key: `${'B'.repeat(42)}A=`,
  end: rawEnd,
  since: new Date(NOW).toISOString(),
};

function runningKernel() {
  const fake = fakePrograms();
  const { address, port } = end.endpoint;
  fake.peers = [peerLine(end.serverKey, `${address}:${port}`, NOW - 12_000)];
  fake.addresses = [end.address];
  fake.routes = ['default', end.gateway, ...end.dnsServers].map((dst) => ({ dst, dev: 'piaw' }));
  const elem = [[54_321, { concat: ['10.100.0.10', 8_080] }]];
  fake.table = [{ map: { name: 'tcp_forward', elem } }];
  return fake;
}

async function environmentWithState() {
  const { environment } = await piaThroughProxy();
  const state = { version: 1, salt: 'c2FsdA==', tunnel: saved };
  writeFileSync(environment.STATE_FILE ?? '', JSON.stringify(state));
  return environment;
}

test('without a status page, status shows what the kernel has on one screen', async () => {
  const environment = await environmentWithState();
  const { run } = runningKernel();
  const { exitCode, printed } = await runCommand((app) => status(app, run), environment);
  expect(printed).toMatch(/^The kernel shows this; HTTP_LISTEN is off\.\n/);
  expect(printed).toMatch(/^region +sweden$/m);
  expect(printed).toMatch(/^server +stockholm401$/m);
  expect(printed).toMatch(/^exit endpoint +198\.51\.100\.10:1337$/m);
  expect(printed).toMatch(/^handshake +1\d s ago$/m);
  expect(printed).toMatch(/^received +123\.5 kB$/m);
  expect(printed).toMatch(/^sent +7\.9 kB$/m);
  expect(printed).toMatch(/^DNS +10\.0\.0\.243$/m);
  expect(printed).toMatch(/^port +54321 → 10\.100\.0\.10:8080$/m);
  expect(printed).toMatch(/^next renewals +tunnel 20\S+Z, port –$/m);
  expect(printed.split('\n').length).toBeLessThan(24);
  expect(exitCode).toBe(0);
});

test.each<[string, (fake: ReturnType<typeof runningKernel>) => void, string]>([
  ['the interface is gone', (fake) => (fake.hasInterface = false), 'piaw is missing'],
  ['there is no peer', (fake) => (fake.peers = []), 'there is no tunnel'],
  ['a route is gone', (fake) => (fake.routes = []), 'a route is missing'],
  ['the table is gone', (fake) => (fake.table = undefined), 'the table of nft is missing'],
])('status ends with 1 when %s', async (_, change, reason) => {
  const environment = await environmentWithState();
  const fake = runningKernel();
  change(fake);
  const { exitCode, logged } = await runCommand((app) => status(app, fake.run), environment);
  expect(exitCode).toBe(1);
  expect(logged).toContain(reason);
});

test('status shows the page of the running gateway, and ends with 1 while it is not ready', async () => {
  const environment = await environmentWithState();
  const port = await freePort();
  const { exitCode, printed, logged } = await runCommand(
    async (app) => {
      const server = await startGatewayPage(app);
      await status(app).finally(() => server.close());
    },
    { ...environment, HTTP_LISTEN: `127.0.0.1:${port}`, FORWARD_TO: '127.0.0.5' },
  );
  expect(printed).toMatch(/^tunnel +none$/m);
  expect(printed).toMatch(/^port +none yet → 127\.0\.0\.5$/m);
  expect(printed).not.toContain('kernel');
  expect(logged).toContain('tunnel: none yet');
  expect(exitCode).toBe(1);
});

test('status says that no gateway runs where its status page does not answer', async () => {
  const environment = await environmentWithState();
  const HTTP_LISTEN = `127.0.0.1:${await freePort()}`;
  const { run } = runningKernel();
  const given = { ...environment, HTTP_LISTEN };
  const { exitCode, printed, logged } = await runCommand((app) => status(app, run), given);
  expect(printed).toContain(`nothing answers at ${HTTP_LISTEN}`);
  expect(logged).toContain('no gateway runs');
  expect(exitCode).toBe(1);
});

async function startGatewayPage(app: App<GatewayVariables>) {
  const { status: view } = createStatus(app);
  const { name, values, log } = app;
  return await startStatusServer({
    app: name,
    listen: values.httpListen,
    explicit: true,
    view,
    log,
  });
}
