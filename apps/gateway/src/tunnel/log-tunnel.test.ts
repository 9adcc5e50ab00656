import { recordedLog } from '@portkeep/testing/recorded-log';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { end } from '../../test/samples.ts';
import { wireGuardKey } from '../values/wireguard-key.ts';
import { logTunnel } from './log-tunnel.ts';

test('the log says where the tunnel leads, that it was renewed, and why it could not be', () => {
  const { log, lines } = recordedLog();
  const troubles: string[] = [];
  const events = {
    trouble: (_: string, message: string) => void troubles.push(message),
    over: () => {},
  };
  const server = { hostname: 'Server-11555-2a', address: '198.51.100.10' };
  const publicKey = v.parse(wireGuardKey, end.serverKey);
  const value = { region: 'sweden', server, keyPort: 1_337, end, publicKey, since: 0 };
  const lease = { value, renewAt: Date.UTC(2026, 0, 31), expiresAt: Date.UTC(2036, 0, 1) };
  logTunnel({ type: 'acquired', lease }, events, log);
  logTunnel(
    { type: 'renewed', lease: { ...lease, value: { ...value, region: null } } },
    events,
    log,
  );
  logTunnel({ type: 'failed', error: new Error('no'), attempt: 1, retryAt: 0 }, events, log);
  const fields =
    'endpoint=198.51.100.10:1337 address=10.7.233.81 next_renewal=2026-01-31T00:00:00Z';
  expect(lines.map((line) => line.toLowerCase())).toEqual([
    expect.stringContaining(
      `the tunnel leads to server-11555-2a in sweden ${fields.toLowerCase()}`,
    ),
    expect.stringContaining(`the tunnel has a new key at server-11555-2a ${fields.toLowerCase()}`),
  ]);
  expect(troubles).toEqual(['The tunnel could not be set up']);
});
