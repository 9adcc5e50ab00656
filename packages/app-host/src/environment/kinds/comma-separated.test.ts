import * as v from 'valibot';
import { expect, test } from 'vitest';
import { commaSeparated } from './comma-separated.ts';
import { portNumber } from './whole-number.ts';

const ports = commaSeparated('a list of ports', portNumber);

test('the values of a list keep their order, and spaces around them are ignored', () => {
  expect(v.parse(ports, '3, 1 ,2')).toEqual([3, 1, 2]);
});

test.each(['', '1,', ',1', '1,,2', '1 2', '1,x'])('the list %j is refused as a whole', (text) => {
  expect(v.safeParse(ports, text).issues?.[0].message).toBe('must be a list of ports');
});
