import { expect, test } from 'vitest';
import { secretBlemishes } from './secret-blemishes.ts';

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'a secret of %i characters has a blemish exactly where it is shorter than 6',
  (length) => {
    const found = secretBlemishes('x7q-9Z2w'.slice(0, length));
    expect(found?.startsWith('is shorter than 6 characters: ') ?? false).toBe(length < 6);
  },
);

test('characters are counted, and not the units that they are stored in', () => {
  expect(secretBlemishes('🦆🦆🦆')).toContain('shorter than 6 characters');
  expect(secretBlemishes('🦆🦆🦆🦆🦆🦆')).toBeUndefined();
});

test('every blemish is named, and the secret is not', () => {
  const found = secretBlemishes('"7q" ');
  expect(found).toMatch(/ends with a quote.*; and it .* a blank.*; and it is shorter than 6/);
  expect(found).not.toContain('7q');
});
