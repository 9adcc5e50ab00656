import { EventLog, LeaseStatus, startPublisher } from '@portkeep/port-app';
import { expect, onTestFinished, test } from 'vitest';
import { recordedLog } from '../../../../packages/app-host/test/recorded-log.ts';
import { TunnelScene, valuesOf } from '../../test/tunnel-scene.ts';
import { FORWARD_SINK, forwardSink } from './forward-sink.ts';
import { keepForwardedPort } from './keep-forwarded-port.ts';

/** A port that is kept in a tunnel, as by the gateway. */
async function keptPort(environment: Readonly<Record<string, string | undefined>> = {}) {
  const scene = new TunnelScene({ PIA_REGIONS: 'sweden', ...environment });
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const { clock, kernel, pia } = scene;
  const parts = await scene.start(stop.signal);
  const { signal, forwarding } = parts;
  const values = valuesOf(scene.environment);
  const forwards = values.forwardTo !== undefined;
  const { log, lines } = recordedLog();
  const status = new LeaseStatus({
    app: 'portkeep-gateway',
    version: '0',
    hide: (text) => text,
    ownSinks: forwards ? [FORWARD_SINK] : [],
    needsLease: forwards,
    clock,
  });
  const events = new EventLog(log, { clock });
  const sinks = forwards ? [forwardSink(forwarding, kernel)] : [];
  const publisher = startPublisher({ sinks, signal, status, events, clock });
  const port = keepForwardedPort({ ...parts, app: { values }, status, events, publisher });
  const lease = await parts.acquire();
  const pass = (ms: number) => clock.advance(ms);
  const asked = (endpoint: string) =>
    pia.requests.filter((request) => request.endpoint === endpoint).map(({ server }) => server);
  return { ...parts, scene, kernel, pia, lines, status, port, lease, pass, asked };
}

test('the port is claimed and bound at the gateway of the tunnel, and leads to its target', async () => {
  const { port, lease, pass, asked, kernel, status, pia } = await keptPort();
  expect(status.ready(false).reasons).toContain('lease: none yet');
  port.follow(lease.value);
  await pass(1_000);
  const { hostname } = lease.value.server;
  expect([asked('getSignature'), asked('bindPort')]).toEqual([[hostname], [hostname]]);
  const bound = pia.bindings[0]?.port ?? 0;
  const target = { address: '10.100.0.10', port: 8_080 };
  expect(kernel.table?.forwarded).toEqual([
    { protocol: 'tcp', port: bound, target },
    { protocol: 'udp', port: bound, target },
  ]);
  expect(status.ready(true)).toEqual({ ok: true, reasons: [] });
  expect(status.status()).toMatchObject({ port: bound, gateway: lease.value.end.gateway });
});

test('a new tunnel gets the same port at once, and until then the port is in doubt', async () => {
  const { port, lease, pass, asked, kernel, status, pia, tunnels, renew } = await keptPort();
  port.follow(lease.value);
  await pass(1_000);
  const before = kernel.table?.forwarded;
  tunnels.isDead();
  const next = await renew(lease);
  expect(next.value.server).not.toEqual(lease.value.server);
  kernel.calls.length = 0;
  port.follow(next.value);
  expect(status.ready(false).reasons).toEqual([expect.stringMatching(/not bound on it yet/)]);
  await pass(100);
  expect(status.ready(true).ok).toBe(true);
  expect(asked('bindPort').at(-1)).toBe(next.value.server.hostname);
  expect(pia.claims).toHaveLength(1);
  expect(kernel.table?.forwarded).toEqual(before);
  expect(kernel.calls).toEqual([]);
});

test('a port that another program took out of the table is put back, and a lost one is taken out', async () => {
  const { port, lease, pass, kernel, pia, lines } = await keptPort();
  port.follow(lease.value);
  await pass(1_000);
  const before = kernel.table?.forwarded;
  await kernel.setForward(undefined);
  await pass(31_000);
  expect(kernel.table?.forwarded).toEqual(before);
  expect(lines.filter((line) => line.includes('forward had another port'))).toHaveLength(1);
  pia.setFault('gateway', 'hang-before-tls');
  await pass(1_800_000);
  expect(kernel.table?.forwarded).toEqual([]);
  expect(lines.join('\n')).toMatch(/Port \d+ is lost/);
});

test('a port that is too low is never forwarded, and a few others are asked for at each step of the ladder', async () => {
  const { port, lease, pass, kernel, pia, status } = await keptPort({ FORWARD_MIN_PORT: '65535' });
  port.follow(lease.value);
  await pass(1_000);
  const atFirst = pia.claims.length;
  expect(atFirst).toBeLessThanOrEqual(4);
  const [reason] = status.ready(false).reasons;
  expect(reason).toMatch(/^lease: none yet; .*Cannot use port/);
  await pass(300_000);
  expect(pia.claims.length).toBeGreaterThan(atFirst);
  expect(pia.claims.length).toBeLessThanOrEqual(4 * 9);
  expect(kernel.calls.filter((call) => call.startsWith('forward'))).toEqual([]);
  expect(pia.bindingHistory).toEqual([]);
});

test('without a target no port is asked for, and the gateway is ready without one', async () => {
  const { port, lease, pass, pia, status, renew } = await keptPort({ FORWARD_TO: undefined });
  port.follow(lease.value);
  port.follow((await renew(lease)).value);
  await pass(60_000);
  expect(pia.claims).toEqual([]);
  expect(status.status()).toMatchObject({ port: null, state: 'held', last_error: null });
});

test('a target without a port gets the forwarded one, by the one protocol that is set', async () => {
  const { port, lease, pass, pia, kernel } = await keptPort({
    FORWARD_TO: '10.100.0.11',
    FORWARD_PROTOCOL: 'udp',
  });
  port.follow(lease.value);
  await pass(1_000);
  const bound = pia.bindings[0]?.port ?? 0;
  expect(kernel.table?.forwarded).toEqual([
    { protocol: 'udp', port: bound, target: { address: '10.100.0.11', port: bound } },
  ]);
});

test('a kernel that refuses the port gets it again until it is there', async () => {
  const { port, lease, pass, kernel, status } = await keptPort();
  kernel.failure = new Error('nft failed');
  port.follow(lease.value);
  await pass(100);
  expect(status.ready(false).reasons).toEqual([expect.stringMatching(/^forward: .*nft failed/)]);
  await pass(60_000);
  expect(status.ready(false).reasons).toEqual([]);
});
