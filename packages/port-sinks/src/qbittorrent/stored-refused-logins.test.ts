import { expect, test } from 'vitest';
import { keptState } from '../../test/kept-state.ts';
import { storedRefusedLogins } from './stored-refused-logins.ts';

test('refused logins are kept in the state of the app', async () => {
  const memory = keptState();
  const credentials = await storedRefusedLogins(memory).fingerprint('the secret');
  const login = { host: 'box:8080', user: 'admin', credentials, tries: 2 };
  await storedRefusedLogins(memory).save([login]);
  expect(storedRefusedLogins(memory).load()).toEqual([login]);
  expect(JSON.stringify(memory.current)).not.toContain('the secret');
});

test('a state without refused logins, from an earlier version, is accepted', () => {
  expect(storedRefusedLogins(keptState()).load()).toEqual([]);
});
