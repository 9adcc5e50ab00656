import { StateKeeper } from '@portkeep/pia-lease';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { DaemonStore } from '../../test/daemon-store.ts';
import { DaemonStateSchema } from './daemon-state.ts';
import { refusedLogins } from './refused-logins.ts';

test('refused logins of qBittorrent survive a restart and reveal nothing about the secret', async () => {
  const store = new DaemonStore();
  const logins = refusedLogins(new StateKeeper(store));
  const credentials = await logins.fingerprint('the secret');
  const login = { host: 'box:8080', user: 'admin', credentials, tries: 2 };
  await logins.save([{ ...login, not_before: '2026-01-14T19:30:00.000Z' }]);
  expect(store.contents).not.toContain('the secret');
  expect(v.is(DaemonStateSchema, store.kept)).toBe(true);
  const next = new StateKeeper(store);
  await next.load();
  expect(refusedLogins(next).load()).toMatchObject([login]);
  expect(await refusedLogins(next).fingerprint('the secret')).toBe(credentials);
  expect(await refusedLogins(next).fingerprint('another')).not.toBe(credentials);
});

test('a state without refused logins is one of an earlier version', () => {
  expect(refusedLogins(new StateKeeper(new DaemonStore())).load()).toEqual([]);
});
