import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type Ending, runCommand } from '../../../test/command-app.ts';
import { type FakeKernel, fakePrograms, peerLine } from '../../../test/fake-programs.ts';
import { type PiaThroughProxy, piaThroughProxy } from '../../../test/pia-through-proxy.ts';
import { startProxy } from '../../../test/proxy.ts';
import { end, rawEnd } from '../../../test/samples.ts';
import { KernelError } from '../../kernel/kernel-error.ts';
import { accessState } from '../../state/access-state.ts';
import { type DoctorParts, doctor } from './doctor.ts';

const CHAINS = ['input', 'forward', 'output'].map((hook) => ({
  chain: { hook, type: 'filter', policy: 'drop' },
}));
const [ELEMENT_PORT, TARGET] = [54_321, '127.0.0.5'];

/** A kernel with a tunnel that works. */
function tunnelled(handshakeAt = Date.now()): FakeKernel {
  const fake = fakePrograms();
  const { address, port } = end.endpoint;
  fake.peers = [peerLine(end.serverKey, `${address}:${port}`, handshakeAt)];
  fake.addresses = [end.address];
  fake.routes = ['default', end.gateway, ...end.dnsServers].map((dst) => ({ dst, dev: 'piaw' }));
  const elem = [[ELEMENT_PORT, { concat: [TARGET, 8_080] }]];
  fake.table = [{ map: { name: 'tcp_forward', elem } }, ...CHAINS];
  return fake;
}

/** What doctor finds beside a gateway that runs with this kernel. */
async function consult(
  { environment }: Pick<PiaThroughProxy, 'environment'>,
  fake: FakeKernel,
  more: Readonly<Record<string, string>> = {},
  parts: DoctorParts = {},
): Promise<Ending> {
  const yes = async () => true;
  const answering = async () => end.dnsServers[0];
  const answers = { reaches: yes, answering, forwardsPackets: yes };
  return await runCommand(
    async (app) => {
      const path = app.values.stateFile;
      const gateway = await accessState(app);
      const tunnel = {
        region: 'sweden',
        hostname: 'Server-11555-2a',
        address: '127.13.37.1',
        key_port: 1337,
        chosen_by: 'fastest',
        public_key: fake.publicKey,
        end: rawEnd,
        since: new Date().toISOString(),
      };
      writeFileSync(path, JSON.stringify({ version: 1, salt: 'c2FsdA==', tunnel }));
      await doctor(app, { run: fake.run, ...answers, ...parts }).finally(gateway.release);
    },
    { ...environment, ...more },
  );
}

test('doctor finds nothing wrong with a gateway that works, and changes nothing', async () => {
  const bed = await piaThroughProxy();
  const fake = tunnelled();
  const listener = createServer((socket) => socket.destroy()).listen(0, TARGET);
  onTestFinished(() => void listener.close());
  await new Promise((resolve) => listener.once('listening', resolve));
  const address = listener.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { printed, exitCode } = await consult(bed, fake, { FORWARD_TO: `${TARGET}:${port}` });
  expect(printed).not.toMatch(/^[✗!]/m);
  expect(exitCode).toBe(0);
  for (const title of [
    'Programs',
    'WireGuard interface',
    'Proxy',
    'Regions',
    'PIA login',
    'Tunnel',
  ]) {
    expect(printed).toContain(`✓ ${title}: `);
  }
  for (const title of ['Port forward', 'DNS', 'Target', 'Leaks', 'Files']) {
    expect(printed).toContain(`✓ ${title}: `);
  }
  expect(fake.changes).toEqual([]);
  expect(bed.pia.simulator.logins).toEqual([]);
  expect(bed.pia.simulator.wireguard.peers).toEqual([]);
});

test.each<[string, number | 'absent', RegExp]>([
  ['asks for a password', 407, /name and a password/],
  ['refuses', 403, /refuses to connect/],
  ['is not there', 'absent', /cannot be reached/],
])('doctor has words of its own for a proxy that %s', async (_, refusal, words) => {
  const bed = await piaThroughProxy();
  const proxy = refusal === 'absent' ? undefined : await startProxy(refusal);
  // A server with TLS, so that the proxy is asked for a connection.
  const more = {
    PIA_PROXY: proxy?.url ?? 'http://127.0.0.1:1',
    PIA_SERVER_LIST_URLS: 'https://127.0.0.1:1/list',
  };
  const { printed, exitCode } = await consult(bed, tunnelled(), more);
  expect(printed).toMatch(/^✗ The proxy does not lead to PIA$/m);
  expect(printed).toMatch(words);
  expect(exitCode).toBe(1);
});

test.each<[string, (fake: FakeKernel) => void, string]>([
  [
    'a missing interface',
    (fake) => (fake.hasInterface = false),
    '✗ The WireGuard interface is missing',
  ],
  ['a tunnel that is not there', (fake) => (fake.peers = []), '✗ There is no tunnel'],
  ['missing routes', (fake) => (fake.routes = []), '✗ Nothing leads into the tunnel'],
  [
    'a missing table',
    (fake) => (fake.table = undefined),
    '✗ The rules against leaks are not in place',
  ],
  [
    'an open chain',
    (fake) => (fake.table = CHAINS.slice(1)),
    '✗ The rules against leaks are not in',
  ],
  [
    'a default route by the LAN',
    (fake) => (fake.routes = [...fake.routes, { dst: 'default', dev: 'eth0' }]),
    'there is a default route by eth0',
  ],
])('doctor finds %s', async (_, change, expected) => {
  const fake = tunnelled();
  change(fake);
  const { printed } = await consult(await piaThroughProxy(), fake);
  expect(printed).toContain(expected);
});

test('doctor finds a tunnel whose last handshake is too old', async () => {
  const { printed, exitCode } = await consult(
    await piaThroughProxy(),
    tunnelled(Date.now() - 200_000),
  );
  expect(printed).toContain('✗ The tunnel is silent');
  expect(printed).toMatch(/the last was 20\d s ago/);
  expect(exitCode).toBe(1);
});

test.each<[string, DoctorParts, string]>([
  [
    'a port-forward API that is mute',
    { reaches: async () => false },
    '✗ Port forward request failed',
  ],
  [
    'a kernel that does not forward packets',
    { forwardsPackets: async () => false },
    '✗ The hosts cannot reach the tunnel',
  ],
  ['name servers that are mute', { answering: async () => undefined }, '✗ No name server answers'],
  [
    'a missing capability',
    { run: () => Promise.reject(KernelError.failed('nft', 'Operation not permitted')) },
    'AmbientCapabilities=CAP_NET_ADMIN',
  ],
])('doctor finds %s', async (_, parts, expected) => {
  const more = { FORWARD_TO: '127.0.0.5:1' };
  const { printed, exitCode } = await consult(await piaThroughProxy(), tunnelled(), more, parts);
  expect(printed).toContain(expected);
  expect(exitCode).toBe(1);
});

test('doctor warns of a target where no program listens', async () => {
  const more = { FORWARD_TO: '127.0.0.5:1' };
  const { printed } = await consult(await piaThroughProxy(), tunnelled(), more);
  expect(printed).toContain('! Target: 127.0.0.5 is there, and no program takes TCP connections');
});

test('doctor names a region that does not exist', async () => {
  const { printed } = await consult(await piaThroughProxy(), tunnelled(), {
    PIA_REGIONS: 'sweeden',
  });
  expect(printed).toContain('✗ No region can be used');
  expect(printed).toContain('such as sweden');
});

test('before the first start, doctor skips what needs a tunnel, and leaves no file behind', async () => {
  const bed = await piaThroughProxy();
  const fake = fakePrograms();
  const { printed } = await runCommand((app) => doctor(app, { run: fake.run }), bed.environment);
  expect(printed).toContain('✓ PIA login: allowed; doctor sends none');
  expect(printed).toMatch(/^– Tunnel: none runs; start the gateway/m);
  expect(printed).toMatch(/^– DNS: there is no tunnel/m);
  expect(printed).not.toContain('✗');
  expect(fake.changes).toEqual([]);
  expect(readdirSync(bed.folder)).toEqual([]);
  expect(bed.pia.simulator.logins).toEqual([]);
});
