import { LeaseStatus } from '@portkeep/port-app';
import { FakeClock } from '@portkeep/port-lease/testing';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { FakeKernel } from '../../test/fake-kernel.ts';
import { end } from '../../test/samples.ts';
import { valuesOf } from '../../test/tunnel-scene.ts';
import { createStatus } from '../create-status.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import { wireGuardKey } from '../values/wireguard-key.ts';
import { GatewayStatus } from './gateway-status.ts';
import { TunnelStatus } from './tunnel-status.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const lease = {
  value: tunnelSince(START),
  renewAt: START + 30 * DAY,
  expiresAt: START + 900 * DAY,
};
const failed = {
  type: 'failed',
  error: new Error('hunter2 went wrong'),
  attempt: 1,
  retryAt: START + 5_000,
} as const;

function tunnelSince(since: number): Tunnel {
  return {
    region: 'sweden',
    server: { hostname: 'Server-11555-2a', address: '198.51.100.10' },
    keyPort: 1_337,
    end,
    publicKey: v.parse(wireGuardKey, end.serverKey),
    since,
  };
}

function statuses(forwards: boolean) {
  const clock = new FakeClock({ now: START });
  const hide = (text: string) => text.replaceAll('hunter2', '[secret]');
  const { forwardTo } = valuesOf({ FORWARD_TO: forwards ? '10.100.0.10:8080' : undefined });
  const tunnel = new TunnelStatus({ clock, hide, forwardTo });
  const port = new LeaseStatus({
    app: 'portkeep-gateway',
    version: '1',
    hide,
    ownSinks: forwards ? ['forward', 'port-file'] : [],
    needsLease: forwards,
    details: tunnel,
    clock,
  });
  return { clock, tunnel, port, status: new GatewayStatus(tunnel, port) };
}

test('the status of a tunnel without a port has all fields of the tunnel, and no port', async () => {
  const { status, tunnel, clock } = statuses(false);
  expect(status.status()).toMatchObject({ state: 'starting', tunnel_state: 'none', region: null });
  tunnel.tunnel({ type: 'acquired', lease });
  const kernel = new FakeKernel();
  kernel.now = () => START;
  await kernel.configureFirst(end, `PrivateKey = ${end.serverKey}\n`);
  kernel.receive(1_234);
  tunnel.observe(await kernel.readState());
  await clock.advance(90_000);
  expect(status.status()).toEqual({
    app: 'portkeep-gateway',
    version: '1',
    state: 'held',
    port: null,
    expires_at: null,
    renew_at: null,
    last_renewal_at: null,
    gateway: '10.7.128.1',
    hostname: 'Server-11555-2a',
    last_error: null,
    retry_at: null,
    region: 'sweden',
    endpoint: '198.51.100.10:1337',
    peer_ip: '10.7.233.81',
    handshake_age_seconds: 90,
    dns: '10.0.0.243',
    forward_to: null,
    tunnel_since: '2026-01-01T00:00:00Z',
    tunnel_renew_at: '2026-01-31T00:00:00Z',
    tunnel_state: 'up',
    sinks: {},
  });
  expect(status.ready(true)).toEqual({ ok: true, reasons: [] });
  const lines = status
    .metrics()
    .split('\n')
    .filter((line) => /^portkeep_tunnel/.test(line));
  expect(lines).toEqual([
    'portkeep_tunnel_up 1',
    `portkeep_tunnel_handshake_timestamp_seconds ${START / 1_000}`,
    'portkeep_tunnel_received_bytes_total 1234',
    'portkeep_tunnel_sent_bytes_total 0',
    'portkeep_tunnel_renewals_total{reason="start",result="success"} 1',
    'portkeep_tunnel_renewals_total{reason="start",result="failure"} 0',
  ]);
});

test('the gateway is ready only while the tunnel works, and says what is missing', () => {
  const { status, tunnel } = statuses(false);
  expect(status.ready(false).reasons).toEqual(['tunnel: none yet']);
  tunnel.tunnel(failed);
  expect(status.ready(false).reasons).toEqual(['tunnel: none yet; [secret] went wrong']);
  expect(status.startedUp().ok).toBe(false);
  tunnel.tunnel({ type: 'acquired', lease });
  expect(status.startedUp().ok).toBe(true);
  expect(tunnel.line()).toBe('The tunnel leads to Server-11555-2a in sweden');
  tunnel.judged('silent');
  expect(status.ready(false).reasons).toEqual(['tunnel: nothing comes through it']);
  expect(status.status()).toMatchObject({ state: 'degraded', tunnel_state: 'silent' });
  tunnel.judged('down');
  tunnel.judged('silent');
  expect(tunnel.line()).toBe('tunnel: down');
  expect(status.status()).toMatchObject({ state: 'lost', tunnel_state: 'down' });
  expect(status.startedUp().ok).toBe(true);
  tunnel.judged('up');
  expect(status.ready(false).ok).toBe(true);
});

test('a renewal that fails while the old tunnel serves on is shown, and does not end readiness', () => {
  const { status, tunnel } = statuses(false);
  tunnel.tunnel({ type: 'acquired', lease });
  tunnel.tunnel(failed);
  expect(status.ready(false).ok).toBe(true);
  expect(status.status()).toMatchObject({
    state: 'degraded',
    last_error: '[secret] went wrong',
    retry_at: '2026-01-01T00:00:05Z',
  });
  expect(status.metrics()).toContain('{reason="due",result="failure"} 1');
  tunnel.tunnel({ type: 'renewed', lease });
  expect(status.status()).toMatchObject({ state: 'held', last_error: null });
});

test('with a target the gateway is ready only when the port leads to it and its files are written', () => {
  const { status, tunnel, port } = statuses(true);
  tunnel.tunnel({ type: 'acquired', lease });
  expect(status.ready(false).reasons).toEqual([
    'lease: none yet',
    'forward: not in sync yet',
    'port-file: not in sync yet',
  ]);
  const facts = { port: 40_000, gateway: '10.7.128.1', hostname: 'Server-11555-2a' };
  const renewal = { renewAt: START + 1_000, expiresAt: START + 900_000 };
  port.lease({ type: 'acquired', lease: { value: facts, ...renewal } });
  const inSync = { inSync: true, failures: 0 };
  port.follow({ states: () => ({ forward: inSync, 'port-file': inSync }) as never });
  expect(status.ready(false)).toEqual({ ok: true, reasons: [] });
  expect(status.status()).toMatchObject({ port: 40_000, forward_to: '10.100.0.10:8080' });
  tunnel.judged('down');
  expect(status.ready(false).reasons).toEqual(['tunnel: down']);
});

test('an interface that is gone takes the tunnel down at the first look', async () => {
  const { status, tunnel } = statuses(false);
  tunnel.tunnel({ type: 'acquired', lease });
  const kernel = new FakeKernel();
  kernel.removeInterface();
  tunnel.observe(await kernel.readState());
  expect(status.ready(false).reasons).toEqual(['tunnel: down']);
  expect(status.metrics()).toContain('portkeep_tunnel_up 0');
});

test.each([
  [
    '10.100.0.10',
    [
      'lease: none yet',
      'forward: not in sync yet',
      'port-file: not in sync yet',
      'data-file: not in sync yet',
    ],
  ],
  [undefined, []],
])('the status page of the gateway waits for what FORWARD_TO=%s needs', (FORWARD_TO, expected) => {
  const values = valuesOf({ FORWARD_TO });
  const { status } = createStatus({ name: 'x', version: '1', hide: (text) => text, values });
  expect(status.ready(false).reasons).toEqual(['tunnel: none yet', ...expected]);
});
