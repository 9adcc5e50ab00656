import * as v from 'valibot';
import { expect, test } from 'vitest';
import { textKind } from './text-kind.ts';

const even = textKind('an even digit', (text) =>
  /^[02468]$/.test(text) ? Number(text) : undefined,
);

test('a valid text becomes its value, even a falsy one', () => {
  expect(v.parse(even, '8')).toBe(8);
  expect(v.parse(even, '0')).toBe(0);
});

test('the message about an invalid text says what was expected, not what was given', () => {
  const issues = v.safeParse(even, 'hunter2').issues ?? [];
  expect(issues.map(({ message }) => message)).toEqual(['must be an even digit']);
});
