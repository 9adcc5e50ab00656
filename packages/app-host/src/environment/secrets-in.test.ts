import { expect, test } from 'vitest';
import { Secret } from './secret.ts';
import { secretsIn } from './secrets-in.ts';

test('only the secrets among the values of variables are found', () => {
  const token = Secret.of('a token');
  expect(secretsIn({ token, port: 1, user: 'admin', key: undefined })).toEqual([token]);
});
