import { expect, test } from 'vitest';
import { PiaStore } from '../../test/pia-store.ts';
import { StateKeeper } from '../state/state-keeper.ts';
import { TokenKeeper } from './token-keeper.ts';

const NOW = Date.parse('2026-01-14T19:30:00Z');
const { signal } = new AbortController();
/** The key of p1234567 and pässword with this salt, as an earlier version stored it. */
const SALT = 'c2l4dGVlbiBieXRlcyBvaw==';
const CREDENTIALS = 'sXVLOc0LOzpRXrYROSjFf6J2LoWcLoGvY9DdSCEcW9I=';
const SEALED = 'kMR1kI3dtnAFEIcylAducTMy+tzmKm+uUH922N1XW5umjxhUpg==';
const wait = {
  at: '2026-01-14T19:40:00.000Z',
  wait_seconds: 900,
  reason: 'PIA_CREDENTIALS_REJECTED',
  credentials: CREDENTIALS,
};

/** A keeper with the real key, after an update of the program. */
async function keeperOf(stored: object, password = 'pässword') {
  const store = new PiaStore();
  store.contents = JSON.stringify({ version: 1, salt: SALT, ...stored });
  const state = new StateKeeper(store);
  await state.load();
  let logins = 0;
  const keeper = new TokenKeeper({
    state,
    signal,
    now: () => NOW,
    credentials: () => ({ username: 'p1234567', password }),
    account: {
      getToken: async () => {
        logins += 1;
        return { token: 'a new one', expiresAt: new Date(NOW + 86_400_000) };
      },
    },
  });
  return { keeper, logins: () => logins };
}

test('a stored token is used without a login', async () => {
  const token = { sealed: SEALED, obtained_at: '2026-01-14T12:00:00.000Z' };
  const { keeper, logins } = await keeperOf({ token });
  expect(await keeper.getToken(signal)).toBe('the token');
  expect(logins()).toBe(0);
});

test('a stored wait after a refused login holds for the same credentials only', async () => {
  const { keeper, logins } = await keeperOf({ login_not_before: wait });
  await expect(keeper.getToken(signal)).rejects.toMatchObject({
    code: 'PIA_CREDENTIALS_REJECTED',
    retryAt: Date.parse(wait.at),
  });
  expect(logins()).toBe(0);
  const corrected = await keeperOf({ login_not_before: wait }, 'another password');
  expect(await corrected.keeper.getToken(signal)).toBe('a new one');
});

test('a stored wait before a refused token is replaced holds for the same credentials only', async () => {
  const token = { sealed: SEALED, obtained_at: '2026-01-14T12:00:00.000Z' };
  const { keeper } = await keeperOf({ token, new_token_not_before: wait });
  expect(await keeper.refused()).toBe(false);
  const corrected = await keeperOf({ token, new_token_not_before: wait }, 'another password');
  expect(await corrected.keeper.refused()).toBe(true);
});
