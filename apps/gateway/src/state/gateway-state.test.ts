import * as v from 'valibot';
import { expect, test } from 'vitest';
import { end } from '../../test/samples.ts';
import { savedCandidate, savedTunnel } from '../tunnel/saved-tunnel.ts';
import { wireGuardKey } from '../values/wireguard-key.ts';
import { GatewayStateSchema } from './gateway-state.ts';

/** As the first version writes it: a later version has to read it. */
const TUNNEL =
  '{"region":"sweden","hostname":"Server-11555-2a","address":"198.51.100.10","key_port":1337,"chosen_by":"sweden; forwards a port","public_key":"hdKFYRjbSkNKBqyIHRyyV8TWNQQ2MyZUH0nsAYYbDQU=","end":{"serverKey":"hdKFYRjbSkNKBqyIHRyyV8TWNQQ2MyZUH0nsAYYbDQU=","endpoint":{"address":"198.51.100.10","port":1337},"gateway":"10.7.128.1","address":"10.7.233.81","dnsServers":["10.0.0.243","10.0.0.242"]},"since":"2026-01-14T19:30:00.000Z"}';
const STATE = `{"version":1,"salt":"c2FsdA==","gateway":"10.7.128.1","tunnel":${TUNNEL},"of_a_later_version":[1]}`;

test('a tunnel is saved in the form that every version reads', () => {
  const candidate = {
    region: 'sweden',
    server: { hostname: 'Server-11555-2a', address: '198.51.100.10' },
    keyPort: 1_337,
  };
  const publicKey = v.parse(wireGuardKey, end.serverKey);
  const since = Date.parse('2026-01-14T19:30:00Z');
  const saved = savedTunnel({ ...candidate, end, publicKey, since }, 'sweden; forwards a port');
  expect(JSON.stringify(saved)).toBe(TUNNEL);
  expect(v.parse(GatewayStateSchema, JSON.parse(STATE))).toEqual(JSON.parse(STATE));
  expect(savedCandidate(saved)).toEqual(candidate);
});

test('a saved tunnel that cannot be read is forgotten, and the rest of the state is kept', () => {
  const foreign = STATE.replace('"since":"2026', '"since":"in 2026');
  const state = v.parse(GatewayStateSchema, JSON.parse(foreign));
  expect(state.tunnel).toBeUndefined();
  expect(state).toMatchObject({ salt: 'c2FsdA==', gateway: '10.7.128.1', of_a_later_version: [1] });
});
