import { expect, test } from 'vitest';
import { isJsonType } from './is-json-type.ts';

test.each([
  'application/json',
  'Application/JSON',
  'application/json;',
  'application/json; charset=utf-8',
  'application/json;charset="utf-8" ; x=',
  'application/json; charset=utf-8;',
  'application/vnd.api+json',
  'application/json+xml',
])('the content type %s counts as JSON', (type) => {
  expect(isJsonType(type)).toBe(true);
});

test.each([
  '',
  'text/plain',
  'text/json',
  'application',
  'application/',
  'application/jsonp',
  'application/json;;',
  'application/json ; charset=utf-8',
  'application/json; charset',
  'application/json; =utf-8',
  'application/json; charset=;x=y',
  'application/json; charset="utf-8',
  'application/json, application/json',
  'application/+json',
  ' application/json',
])('the content type %j does not count as JSON', (type) => {
  expect(isJsonType(type)).toBe(false);
});

test('a long content type is checked quickly', () => {
  const before = performance.now();
  expect(isJsonType(`application/json;${' a=b;'.repeat(3_000)} "`)).toBe(false);
  expect(isJsonType(`application/json;${' '.repeat(15_000)}`)).toBe(false);
  expect(performance.now() - before).toBeLessThan(1_000);
});
