import { describe, expect, test } from 'vitest';
import type { SecretValue } from '../secret-value.ts';
import { readSecret } from './read-secret.ts';

describe('readSecret', () => {
  test.each<[string, SecretValue]>([
    ['a value', 'hunter2'],
    ['a function', () => 'hunter2'],
    ['an asynchronous function', async () => 'hunter2'],
  ])('readSecret reads %s', async (_what, secret) => {
    expect(await readSecret('password', secret)).toBe('hunter2');
  });

  test('readSecret does not change the value, because spaces may belong to it', async () => {
    expect(await readSecret('password', ' hunter2\n')).toBe(' hunter2\n');
    expect(await readSecret('password', '')).toBe('');
  });

  test('readSecret calls the function each time, so that a secret that changed is found', async () => {
    const values = ['old', 'new'];
    const secret = () => values.shift() ?? 'end';
    expect(await readSecret('token', secret)).toBe('old');
    expect(await readSecret('token', secret)).toBe('new');
  });

  test.each([undefined, null, 7, { secret: 'hunter2' }, () => undefined, async () => 7])(
    'readSecret refuses %o by the name of the option, without quoting it',
    async (secret: unknown) => {
      const error: unknown = await readSecret('apiKey', secret as SecretValue).catch((e) => e);
      expect(error).toEqual(
        new TypeError('Cannot use "apiKey": give a string, or a function that returns one'),
      );
    },
  );

  test.each([
    [
      'throws',
      (reason: unknown) => () => {
        throw reason;
      },
    ],
    ['rejects with', (reason: unknown) => () => Promise.reject(reason)],
  ])('readSecret passes on what the function %s, unchanged', async (_how, failing) => {
    const reason = { why: 'no such file' };
    await expect(readSecret('token', failing(reason))).rejects.toBe(reason);
  });
});
