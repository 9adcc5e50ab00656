import { expect, test } from 'vitest';
import { tagsOf } from './tags-of.ts';

test.each([
  ['', []],
  ['iso', ['iso']],
  ['a b, c', ['a b', 'c']],
  [undefined, []],
])('the tags "%s" of a record are the list %j', (tags, list) => {
  expect(tagsOf({ tags })).toEqual(list);
});
