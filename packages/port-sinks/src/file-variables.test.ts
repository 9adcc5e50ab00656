import { readEnvironment } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { fileVariables } from './file-variables.ts';

test('files are readable by all users and keep the last port by default', () => {
  expect(readEnvironment(fileVariables, {}).values).toEqual({
    portFileMode: 0o644,
    portFileOnLoss: 'keep',
  });
  const environment = { PORT_FILE_MODE: '600', PORT_FILE_ON_LOSS: 'clear' };
  expect(readEnvironment(fileVariables, environment).values).toEqual({
    portFileMode: 0o600,
    portFileOnLoss: 'clear',
  });
  expect(() => readEnvironment(fileVariables, { PORT_FILE_ON_LOSS: 'delete' })).toThrow(
    'PORT_FILE_ON_LOSS must be keep or clear',
  );
});
