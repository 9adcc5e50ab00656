import { readEnvironment } from '@portkeep/app-host';
import { type PiaState, StateKeeper } from '@portkeep/pia-lease';
import { quickCredentialKey } from '@portkeep/pia-lease/testing';
import { FakeClock } from '@portkeep/port-lease/testing';
import { expect, test } from 'vitest';
import { DaemonStore } from '../../../../test/daemon-store.ts';
import { variables } from '../../../variables.ts';
import { createClients } from '../clients.ts';
import { createSource } from './create-source.ts';

const NOW = Date.parse('2026-01-14T19:30:00Z');
const ACCOUNT = { PIA_USER: 'p1234567', PIA_PASS: 'correct-horse' };
const SALT = 'c2l4dGVlbiBieXRlcyBvaw==';
const claim = {
  port: 31_492,
  obtained_at: '2026-01-14T19:30:00.120Z',
  expires_at: '2026-03-17T19:30:00.000Z',
  payload: 'payload',
  signature: 'signature',
};

/** The source of a daemon whose last login was refused, with these additions to its state. */
async function sourceAfterRefusedLogin(more: Partial<PiaState>) {
  const { values } = readEnvironment(variables, ACCOUNT);
  const { fingerprint } = await quickCredentialKey(ACCOUNT.PIA_USER, ACCOUNT.PIA_PASS, SALT);
  const reason = 'PIA_CREDENTIALS_REJECTED';
  const at = new Date(NOW + 900_000).toISOString();
  const wait = { at, wait_seconds: 900, reason, credentials: fingerprint };
  const store = new DaemonStore();
  await store.save({ version: 1, salt: SALT, login_not_before: wait, ...more });
  const state = new StateKeeper(store);
  await state.load();
  const { tokens, ...parts } = createSource({
    app: { values },
    clients: createClients({ values }),
    state,
    clock: new FakeClock({ now: NOW }),
    signal: new AbortController().signal,
    status: { login: () => undefined },
    events: { trouble: () => undefined },
    deriveKey: quickCredentialKey,
  });
  await expect(tokens.assertAvailable()).rejects.toMatchObject({ code: reason });
  return parts;
}

test('without a claim the next try waits until a login is allowed again', async () => {
  const { backoff, blockedUntil } = await sourceAfterRefusedLogin({});
  expect(blockedUntil()).toBe(NOW + 900_000);
  expect(backoff(1, undefined)).toBe(900_000);
});

test('a claim is bound again within seconds, although no login is allowed', async () => {
  const { backoff, blockedUntil } = await sourceAfterRefusedLogin({ claim });
  expect(blockedUntil()).toBeUndefined();
  expect(backoff(1, undefined)).toBeLessThanOrEqual(6_000);
});
