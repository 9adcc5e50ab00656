import { expect, test } from 'vitest';
import { readEnvironment } from '../environment/read-environment.ts';
import { logVariables } from './log-variables.ts';

test('the log is readable text from info up unless told otherwise', () => {
  expect(readEnvironment(logVariables, {}).values).toEqual({
    logLevel: 'info',
    logFormat: 'text',
    noColor: undefined,
  });
  const environment = { LOG_LEVEL: 'DEBUG', LOG_FORMAT: 'json', NO_COLOR: '1' };
  expect(readEnvironment(logVariables, environment).values).toEqual({
    logLevel: 'debug',
    logFormat: 'json',
    noColor: '1',
  });
});

test('an unknown word names the known ones', () => {
  expect(() => readEnvironment(logVariables, { LOG_LEVEL: 'loud' })).toThrow(
    'LOG_LEVEL must be one of debug, info, warn, error',
  );
});
