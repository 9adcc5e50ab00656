import { existsSync, readFileSync } from 'node:fs';
import { PiaGatewayClient } from '@portkeep/pia-client/core';
import { pinnedTransport } from '@portkeep/pia-client/node';
import { expect, test } from 'vitest';
import { runCommand } from '../../test/command-app.ts';
import { type FakeKernel, fakePrograms } from '../../test/fake-programs.ts';
import { type PiaThroughProxy, piaThroughProxy } from '../../test/pia-through-proxy.ts';
import { type Clients, createClients } from '../clients.ts';
import { accessState } from '../state/access-state.ts';
import { once } from './once.ts';

/** The real clients, but the port-forward API on the port that the simulator got. */
function simulated(app: Parameters<typeof createClients>[0], { pia }: PiaThroughProxy): Clients {
  return {
    ...createClients(app),
    gateway: ({ address, hostname }) =>
      new PiaGatewayClient({
        hostname,
        transport: pinnedTransport({ address, hostname, port: pia.gatewayPort, ca: pia.caPem }),
      }),
  };
}

async function runIt(bed: PiaThroughProxy, fake: FakeKernel, more: Record<string, string> = {}) {
  // Nothing listens there, so that the look for a name server is over at once.
  const environment = {
    ...bed.environment,
    PIA_REGIONS: 'sweden',
    TUNNEL_DNS: '127.0.0.1',
    ...more,
  };
  const { run } = fake;
  return await runCommand(
    (app) => once(app, { run, clients: simulated(app, bed), forwardPackets: async () => {} }),
    environment,
  );
}

test('once sets up the tunnel, and the kernel keeps it', async () => {
  const bed = await piaThroughProxy();
  const fake = fakePrograms();
  const { exitCode, logged } = await runIt(bed, fake);
  expect(logged).toContain('The tunnel leads to');
  expect(exitCode).toBe(0);
  expect(bed.pia.simulator.logins).toHaveLength(1);
  expect(fake.changes.at(-1)).toContain('masquerade');
  expect(existsSync(bed.environment.PORT_FILE ?? '')).toBe(false);
  expect(fake.peers).toHaveLength(1);
});

test('once also forwards a port with FORWARD_TO, and ends when every sink has it', async () => {
  const bed = await piaThroughProxy();
  const fake = fakePrograms();
  const { exitCode, logged } = await runIt(bed, fake, { FORWARD_TO: '127.0.0.5:8080' });
  expect(logged).not.toContain('ERROR');
  expect(exitCode).toBe(0);
  const [binding] = bed.pia.simulator.bindings;
  const written = readFileSync(bed.environment.PORT_FILE ?? '', 'utf8');
  expect(written).toBe(`${binding?.port}\n`);
  expect(fake.changes.at(-1)).toContain(`${binding?.port} : 127.0.0.5 . 8080`);
});

test('a refused login ends once with 1 at once, and is sent once', async () => {
  const bed = await piaThroughProxy();
  const { exitCode, logged } = await runIt(bed, fakePrograms(), { PIA_PASS: 'wrong-password' });
  expect(exitCode).toBe(1);
  expect(logged).toContain('PIA_CREDENTIALS_REJECTED');
  expect(bed.pia.simulator.logins).toHaveLength(1);
});

test('an unknown region ends once with 1 at once', async () => {
  const bed = await piaThroughProxy();
  const { exitCode, logged } = await runIt(bed, fakePrograms(), { PIA_REGIONS: 'sweeden' });
  expect(exitCode).toBe(1);
  expect(logged).toContain('such as sweden');
});

test('once does nothing beside a running gateway', async () => {
  const bed = await piaThroughProxy();
  const fake = fakePrograms();
  const { exitCode } = await runCommand(async (app) => {
    const gateway = await accessState(app);
    await once(app, { run: fake.run, clients: simulated(app, bed) }).finally(gateway.release);
  }, bed.environment);
  expect(exitCode).toBe(1);
  expect(fake.changes).toEqual([]);
  expect(bed.pia.simulator.logins).toEqual([]);
});
