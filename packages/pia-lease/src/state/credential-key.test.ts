import { expect, test } from 'vitest';
import { deriveCredentialKey } from './credential-key.ts';

const SALT = Buffer.from('sixteen bytes ok').toString('base64');

test('what was sealed is opened with the same credentials and salt', async () => {
  const key = await deriveCredentialKey('p1234567', 'pässword', SALT);
  const sealed = key.seal('the token');
  expect(sealed).not.toContain('the token');
  const again = await deriveCredentialKey('p1234567', 'pässword', SALT);
  expect(again.open(sealed)).toBe('the token');
  expect(again.fingerprint).toBe(key.fingerprint);
});

test('another name, password or salt opens nothing and has another fingerprint', async () => {
  const key = await deriveCredentialKey('p1234567', 'password', SALT);
  const sealed = key.seal('the token');
  const others = await Promise.all([
    deriveCredentialKey('p7654321', 'password', SALT),
    deriveCredentialKey('p1234567', 'passwore', SALT),
    deriveCredentialKey('p1234567', 'password', Buffer.from('another salt').toString('base64')),
  ]);
  for (const other of others) {
    expect(other.open(sealed)).toBeUndefined();
    expect(other.fingerprint).not.toBe(key.fingerprint);
  }
});

test('an altered, cut or foreign text is not opened and does not throw', async () => {
  const key = await deriveCredentialKey('p1234567', 'password', SALT);
  const sealed = Buffer.from(key.seal('the token'), 'base64');
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  for (const text of [sealed.toString('base64'), '', 'AAAA', 'not base64 at all']) {
    expect(key.open(text)).toBeUndefined();
  }
});

test('what an earlier version has stored is opened and recognised, because another key would cost each user a login', async () => {
  const key = await deriveCredentialKey('p1234567', 'pässword', SALT);
  expect(key.open('kMR1kI3dtnAFEIcylAducTMy+tzmKm+uUH922N1XW5umjxhUpg==')).toBe('the token');
  expect(key.fingerprint).toBe('sXVLOc0LOzpRXrYROSjFf6J2LoWcLoGvY9DdSCEcW9I=');
});
