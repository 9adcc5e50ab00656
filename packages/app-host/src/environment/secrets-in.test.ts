import { expect, test } from 'vitest';
import { Secret } from './secret.ts';
import { secretsIn } from './secrets-in.ts';

test('The secrets among the values are found, and nothing else is', () => {
  const token = Secret.of('a token');
  expect(secretsIn({ token, port: 1, user: 'admin', key: undefined })).toEqual([token]);
});
