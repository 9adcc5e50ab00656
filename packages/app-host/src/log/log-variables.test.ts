import { expect, test } from 'vitest';
import { readEnvironment } from '../environment/read-environment.ts';
import { logVariables } from './log-variables.ts';

test('the log is readable text from level info up by default', () => {
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

test('the message about an unknown log level or format lists the known ones', () => {
  expect(() => readEnvironment(logVariables, { LOG_LEVEL: 'loud' })).toThrow(
    'LOG_LEVEL must be one of debug, info, warn, error',
  );
});
