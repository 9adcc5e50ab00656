import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Secret } from '../environment/secret.ts';
import { hideSecrets } from './hide-secrets.ts';

test('a secret is hidden in each of its forms', () => {
  const secret = `p@ss w'(o)r~d"\n+%`;
  const hide = hideSecrets([Secret.of(secret)]);
  for (const form of [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ p: secret }).toString(),
    JSON.stringify({ secret }),
  ]) {
    expect(hide(`before ${form} after`)).toMatch(/^before .*\*\*\*.* after$/);
  }
});

test('a secret is hidden in the middle of a longer text in JSON, in a URL and in a form', () => {
  const secret = `p@ss w'(o)r~d"\n+%`;
  const hide = hideSecrets([Secret.of(secret)]);
  const around = `a ${secret} b`;
  expect(hide(JSON.stringify({ reply: around }))).toBe('{"reply":"a *** b"}');
  expect(hide(encodeURIComponent(around))).toBe('a%20***%20b');
  expect(hide(new URLSearchParams({ p: around }).toString())).toBe('p=a+***+b');
});

test('no secret survives in any text around it', () => {
  const printable = fc.string({ minLength: 2, unit: 'grapheme' });
  fc.assert(
    fc.property(printable, fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(!'***'.includes(secret) && !secret.includes('*'));
      const hidden = hideSecrets([Secret.of(secret)])(`${before}\u0000${secret}\u0000${after}`);
      expect(hidden).not.toContain(`\u0000${secret}\u0000`);
      expect(hidden).toContain('***');
    }),
  );
});

test('a secret that contains another one is hidden completely', () => {
  const hide = hideSecrets([Secret.of('pass'), Secret.of('password')]);
  expect(hide('a password, a pass')).toBe('a ***, a ***');
});

test('a rotated secret is hidden with both its old and its new text', () => {
  const file = join(temporaryFolder(), 'pass');
  writeFileSync(file, 'first');
  const secret = Secret.fromFile(file);
  const hide = hideSecrets([secret]);
  writeFileSync(file, 'second');
  secret.read();
  expect(hide('first second')).toBe('*** ***');
});
