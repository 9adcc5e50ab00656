import { expect, test } from 'vitest';
import { runCommand } from '../../test/command-app.ts';
import { fakePrograms, peerLine } from '../../test/fake-programs.ts';
import { piaThroughProxy } from '../../test/pia-through-proxy.ts';
import { KernelError } from '../kernel/kernel-error.ts';
import { accessState } from '../state/access-state.ts';
import { down } from './down.ts';

const SERVER_KEY = `${'A'.repeat(43)}=`;

test('down removes peer and address of the tunnel, and leaves the closed table', async () => {
  const { environment } = await piaThroughProxy();
  const fake = fakePrograms();
  fake.peers = [peerLine(SERVER_KEY, '198.51.100.10:1337', Date.now())];
  const { exitCode, printed } = await runCommand((app) => down(app, fake.run), environment);
  expect(exitCode).toBe(0);
  expect(printed).toContain('nothing passes until a gateway runs');
  const [table, peer, addresses] = fake.changes;
  expect(table).toContain('policy drop');
  expect(table).not.toContain('masquerade');
  expect(peer).toContain(`peer ${SERVER_KEY} remove`);
  expect(addresses).toContain('piaw');
});

test('down changes nothing while a gateway runs, and names it', async () => {
  const { environment } = await piaThroughProxy();
  const fake = fakePrograms();
  const { exitCode, logged } = await runCommand(async (app) => {
    const gateway = await accessState(app);
    try {
      await down(app, fake.run);
    } finally {
      gateway.release();
    }
  }, environment);
  expect(exitCode).toBe(1);
  expect(logged).toContain('A gateway runs here');
  expect(fake.changes).toEqual([]);
});

test('down without the capability ends with 78 and the line that helps', async () => {
  const { environment } = await piaThroughProxy();
  const run = () => Promise.reject(KernelError.failed('nft', 'Operation not permitted'));
  const { exitCode, logged } = await runCommand((app) => down(app, run), environment);
  expect(exitCode).toBe(78);
  expect(logged).toContain('AmbientCapabilities=CAP_NET_ADMIN');
});
