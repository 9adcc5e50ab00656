import { expect, test } from 'vitest';
import { ConfigurationError } from './configuration-error.ts';

test('a configuration error names all problems, one per line', () => {
  const error = new ConfigurationError(['A is required', 'B must be a port']);
  expect([error.name, error.message]).toEqual([
    'ConfigurationError',
    'A is required\nB must be a port; correct the configuration and start again',
  ]);
});
