import * as v from 'valibot';
import { expect, test } from 'vitest';
import { booleanFlag } from './boolean-flag.ts';

test.each(['true', '1', 'yes', 'on', 'TRUE', 'Yes', 'oN'])('the flag %s is true', (text) => {
  expect(v.parse(booleanFlag, text)).toBe(true);
});

test.each(['false', '0', 'no', 'off', 'FALSE', 'Off'])('the flag %s is false', (text) => {
  expect(v.parse(booleanFlag, text)).toBe(false);
});

test.each(['', 'y', 'enabled', ' true', '2'])('the flag %j is refused', (text) => {
  expect(v.is(booleanFlag, text)).toBe(false);
});
