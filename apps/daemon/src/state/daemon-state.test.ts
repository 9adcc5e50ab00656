import * as v from 'valibot';
import { expect, test } from 'vitest';
import { STATE_OF_EARLIER_VERSION } from '../../test/state-of-earlier-version.ts';
import { DaemonStateSchema } from './daemon-state.ts';

/** What the daemon saves besides the account and the port, as it is stored. */
const OWN = {
  hook_port: 31_492,
  binding: 'tun0#7:10.9.155.222/32',
  own_port: 6_881,
  tunnel_addresses: ['10.9.155.222'],
  refused_logins: [
    {
      host: 'box:8080',
      user: 'admin',
      credentials: '+/rr3Msdddc365Rb26Ba+DAaorVzwhtdUm3cT0Rhlk4=',
      tries: 2,
      not_before: '2026-01-14T19:30:00.000Z',
    },
  ],
};
const stored = { ...JSON.parse(STATE_OF_EARLIER_VERSION), ...OWN };

test('a stored state is read as it was written', () => {
  expect(v.parse(DaemonStateSchema, stored)).toEqual(stored);
});

test.each(Object.keys(OWN))('a state in which %s has another form is not used', (key) => {
  expect(v.is(DaemonStateSchema, { ...stored, [key]: 0.5 })).toBe(false);
  expect(v.is(DaemonStateSchema, { ...stored, [key]: undefined })).toBe(true);
});

test.each(['claim', 'token', 'login_not_before'])(
  'PIA’s half of the state is checked too: %s',
  (key) => {
    expect(v.is(DaemonStateSchema, { ...stored, [key]: 0.5 })).toBe(false);
  },
);
