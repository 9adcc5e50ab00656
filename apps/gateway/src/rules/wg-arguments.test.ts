import * as v from 'valibot';
import { expect, test } from 'vitest';
import { end, surroundings } from '../../test/samples.ts';
import { wireGuardKey } from '../values/wireguard-key.ts';
import { firstConfiguration, laterConfiguration, removePeers } from './wg-arguments.ts';

const { tunnel } = surroundings;
const old = v.parse(wireGuardKey, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=');

test('the first configuration is a whole one', () => {
  expect(firstConfiguration(tunnel, '/run/key').join(' ')).toBe('setconf piaw /run/key');
});

test('a later configuration is one call without a port to listen on', () => {
  expect(laterConfiguration(tunnel, '/run/key', end, [old]).join(' ')).toBe(
    `set piaw private-key /run/key peer ${old} remove peer ${end.serverKey} allowed-ips 0.0.0.0/0 endpoint 198.51.100.10:1337 persistent-keepalive 25`,
  );
});

test('at the end, every peer is removed in one call', () => {
  expect(removePeers(tunnel, [old, end.serverKey]).join(' ')).toBe(
    `set piaw peer ${old} remove peer ${end.serverKey} remove`,
  );
});
