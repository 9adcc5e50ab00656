import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

describe('parseJson', () => {
  test('parseJson reads back every JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each(['', ' ', '{', "{'a':1}", '<html>', 'undefined', '{"token":"hunter2"'])(
    'parseJson returns undefined for %j instead of an error that quotes it',
    (text) => {
      expect(parseJson(text)).toBeUndefined();
    },
  );

  test('parseJson never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseJson(text)).not.toThrow();
      }),
    );
  });
});
