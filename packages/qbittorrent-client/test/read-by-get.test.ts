import { expect, test } from 'vitest';
import { ENDPOINT_GROUPS } from './endpoint-groups.ts';
import { FULL_INPUTS } from './full-inputs.ts';

/** Of hexadecimal digits: there is no plus sign in them. */
const PLAIN = ['hash', 'taskId'];

test('no text that may hold a plus sign, and no list, is sent by GET', () => {
  const texts = Object.entries(FULL_INPUTS).flatMap(([group, rows]) =>
    Object.entries(rows)
      .filter(([name]) => ENDPOINT_GROUPS[group]?.[name]?.method === 'GET')
      .flatMap(([name, { needed, more }]) =>
        Object.entries({ ...needed, ...more })
          .filter(([key, sample]) => /string|object/.test(typeof sample) && !PLAIN.includes(key))
          .map(([key]) => `${group}.${name}.${key}`),
      ),
  );
  expect(texts).toEqual([]);
});
