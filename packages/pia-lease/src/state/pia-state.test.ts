import * as v from 'valibot';
import { expect, test } from 'vitest';
import { piaStateEntries } from './pia-state.ts';

const Schema = v.looseObject(piaStateEntries);

/** Every key, as it was stored by the first version that had it. */
const STORED = {
  version: 1,
  salt: 'c2l4dGVlbiBieXRlcyBvaw==',
  claim: {
    port: 31_492,
    obtained_at: '2026-01-14T19:30:00.120Z',
    expires_at: '2026-03-17T19:30:00.000Z',
    payload: 'eyJwb3J0IjozMTQ5Mn0=',
    signature: 'rKdr/Z/6dhuekpCpGy2J10==',
  },
  next_claim: {
    port: 31_493,
    obtained_at: '2026-03-11T19:30:00.120Z',
    expires_at: '2026-05-12T19:30:00.000Z',
    payload: 'eyJwb3J0IjozMTQ5M30=',
    signature: 'gWEen2hgKCmzk0gAKey2QS==',
  },
  gateway: '10.9.128.1',
  hostname: 'amsterdam447',
  token: { sealed: 'kMR1kI3dtnAF', obtained_at: '2026-01-14T19:30:00.062Z', refused: true },
  login_not_before: {
    at: '2026-01-14T19:45:00.000Z',
    wait_seconds: 900,
    reason: 'PIA_CREDENTIALS_REJECTED',
    credentials: 'sXVLOc0LOzpRXrYROSjFf6J2LoWcLoGvY9DdSCEcW9I=',
    count: 2,
  },
  new_token_not_before: {
    at: '2026-01-14T20:30:00.000Z',
    wait_seconds: 3_600,
    reason: 'PIA_TOKEN_REJECTED',
    credentials: 'sXVLOc0LOzpRXrYROSjFf6J2LoWcLoGvY9DdSCEcW9I=',
  },
};

test('a stored state is read as it was written', () => {
  expect(v.parse(Schema, STORED)).toEqual(STORED);
});

test('the samples have every key of the schema', () => {
  expect(Object.keys(STORED)).toEqual(Object.keys(piaStateEntries));
});

test.each(Object.keys(STORED))('a state in which %s has another form is not used', (key) => {
  expect(v.is(Schema, { ...STORED, [key]: 0.5 })).toBe(false);
});

test.each(Object.keys(STORED).filter((key) => key !== 'version' && key !== 'salt'))(
  'a state without %s is valid, because it comes from an earlier moment',
  (key) => {
    expect(v.is(Schema, { ...STORED, [key]: undefined })).toBe(true);
  },
);

test.each([
  ['claim', 'port'],
  ['claim', 'obtained_at'],
  ['claim', 'expires_at'],
  ['claim', 'payload'],
  ['claim', 'signature'],
  ['next_claim', 'payload'],
  ['token', 'sealed'],
  ['token', 'obtained_at'],
  ['login_not_before', 'at'],
  ['login_not_before', 'wait_seconds'],
  ['login_not_before', 'reason'],
  ['login_not_before', 'credentials'],
  ['new_token_not_before', 'at'],
] as const)('a state in which %s has no usable %s is not used', (key, part) => {
  for (const value of [undefined, '', null, [], 70_000.5]) {
    if (part === 'wait_seconds' && value === 70_000.5) continue;
    expect(v.is(Schema, { ...STORED, [key]: { ...STORED[key], [part]: value } })).toBe(false);
  }
});
