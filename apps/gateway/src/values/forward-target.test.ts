import * as v from 'valibot';
import { expect, test } from 'vitest';
import { forwardTarget } from './forward-target.ts';

test.each([
  ['10.100.0.10', { address: '10.100.0.10', port: undefined }],
  ['10.100.0.10:8080', { address: '10.100.0.10', port: 8080 }],
  ['10.100.0.10:0', undefined],
  ['10.100.0.10:65536', undefined],
  ['10.100.0.10:', undefined],
  ['10.100.0.10:80:80', undefined],
  ['10.100.0.256', undefined],
  ['010.100.0.1', undefined],
  ['[::1]:80', undefined],
  ['service.containers:80', undefined],
  ['10.100.0.10\n:80', undefined],
])('the target %j is read as %j', (text, expected) => {
  const result = v.safeParse(forwardTarget, text);
  expect(result.success ? result.output : undefined).toEqual(expected);
});
