import { expect, test } from 'vitest';
import { secretBlemishes } from './secret-blemishes.ts';

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'a secret of %i characters has a blemish only if it is shorter than 6',
  (length) => {
    const found = secretBlemishes('x7q-9Z2w'.slice(0, length));
    expect(found?.startsWith('is shorter than 6 characters: ') ?? false).toBe(length < 6);
  },
);

test('the length of a secret is counted in characters, not in UTF-16 units', () => {
  expect(secretBlemishes('🦆🦆🦆')).toContain('shorter than 6 characters');
  expect(secretBlemishes('🦆🦆🦆🦆🦆🦆')).toBeUndefined();
});

test('every blemish of a secret is named, and the secret is not quoted', () => {
  const found = secretBlemishes('"7q" ');
  expect(found).toMatch(/ends with a quote.*; and it .* a space.*; and it is shorter than 6/);
  expect(found).not.toContain('7q');
});
