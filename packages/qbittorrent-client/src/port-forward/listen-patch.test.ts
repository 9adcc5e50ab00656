import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type Preferences, PreferencesSchema } from '../records/preferences.ts';
import { holds, listenPatch, notHeld } from './listen-patch.ts';

/** What a server holds. */
const before = (changes: Partial<Preferences> = {}): Preferences =>
  v.parse(PreferencesSchema, { listen_port: 6_881, upnp: false, ...changes });
const base = { listen_port: 40_000, random_port: false, upnp: false };
const moved = { from: ['10.0.0.2', '10.0.0.3'], to: '10.0.0.4' };

test('only the port is set, and what would change it again is switched off', () => {
  expect(listenPatch({ port: 40_000 }, before())).toEqual(base);
});

test.each([
  ['is not set by a server that has no such port', undefined, undefined, {}],
  ['is left alone where it is 0', 0, undefined, {}],
  ['is set back to 0 where it is another one', 50_000, undefined, { announce_port: 0 }],
  ['is set to the one that is asked for', 0, 50_000, { announce_port: 50_000 }],
  ['is left alone where it is the one that is asked for', 50_000, 50_000, {}],
])('the announced port %s', (_, announce_port, announcePort, patch) => {
  const preferences = before(announce_port === undefined ? {} : { announce_port });
  expect(listenPatch({ port: 40_000, announcePort }, preferences)).toEqual({ ...base, ...patch });
});

test('interface and address are set together, because setting one alone loses the other', () => {
  const none = { current_network_interface: '', current_interface_address: '' };
  expect(listenPatch({ port: 40_000, interfaceName: 'tun0', moved }, before())).toEqual({
    ...base,
    ...none,
    current_network_interface: 'tun0',
  });
  expect(listenPatch({ port: 40_000, address: '10.0.0.2', moved }, before())).toEqual({
    ...base,
    ...none,
    current_interface_address: '10.0.0.2',
  });
});

test.each([
  ['10.0.0.2', '10.0.0.4'],
  ['10.0.0.3', '10.0.0.4'],
  ['10.0.0.4', undefined],
  ['192.168.1.2', undefined],
  ['', undefined],
])('a listener bound to %j is moved to %s when the tunnel moved', (present, to) => {
  const patch = listenPatch(
    { port: 40_000, moved },
    before({ current_interface_address: present }),
  );
  expect(patch.current_interface_address).toBe(to);
});

test('what is set otherwise is named, and a switch that is missing is off', () => {
  const present = before({ listen_port: 40_000, upnp: true });
  expect(notHeld(present, base)).toEqual(['upnp']);
  expect(holds(present, base)).toBe(false);
  expect(holds(before({ listen_port: 40_000 }), base)).toBe(true);
});
