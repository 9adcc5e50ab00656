import { expect, test } from 'vitest';
import { ConfigurationError } from './configuration-error.ts';
import type { Environment } from './environment.ts';
import { booleanFlag } from './kinds/boolean-flag.ts';
import { portNumber } from './kinds/whole-number.ts';
import { readEnvironment } from './read-environment.ts';
import { variable } from './variable.ts';

const variables = {
  port: variable('PORT_NUMBER', { description: 'A port.', schema: portNumber, required: true }),
  user: variable('USER_NAME', { description: 'A name.', schema: portNumber, needs: ['PASS'] }),
  tcp: variable('ENABLE_TCP', { description: 'Tcp.', schema: booleanFlag, fallback: 'true' }),
  pass: variable('PASS', { description: 'A password.', secret: true }),
};

test('the values of variables have the declared types and keys', () => {
  const { values, given, secrets } = readEnvironment(variables, {
    PORT_NUMBER: '6881',
    PASS: 'hunter2',
  });
  const port: number = values.port;
  const tcp: boolean = values.tcp;
  expect([port, tcp, values.pass?.read()]).toEqual([6881, true, 'hunter2']);
  expect([...given]).toEqual(['PORT_NUMBER', 'PASS']);
  expect(secrets).toEqual([values.pass]);
});

test('all problems with variables are listed at once, each with its name and without a value', () => {
  let caught: unknown;
  try {
    readEnvironment(variables, {
      PORT_NUMBER: 'hunter2',
      ENABLE_TCP: 'hunter2',
      PASS: 'hunter2',
      PASS_FILE: '/run/pass',
    });
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(ConfigurationError);
  const { problems } = caught as ConfigurationError;
  expect(problems.map((line) => line.split(' ')[0])).toEqual(['PORT_NUMBER', 'ENABLE_TCP', 'PASS']);
  expect(problems.join()).not.toContain('hunter2');
});

test('a variable with a name that is only similar is ignored', () => {
  expect(() => readEnvironment(variables, { PORT_NUMBER: '1', PORT_NUMBERS: 'x' })).not.toThrow();
});

test('a variable that has no effect without another leads to a warning, unless the other has a value', () => {
  const warningsOf = (environment: Environment) =>
    readEnvironment(variables, { PORT_NUMBER: '1', ...environment }).warnings;
  expect(warningsOf({ USER_NAME: '1' })).toEqual([
    'USER_NAME is set and PASS is not: it does nothing; set both',
  ]);
  expect(warningsOf({ USER_NAME: '1', PASS: 'hunter2' })).toEqual([]);
  expect(warningsOf({})).toEqual([]);
});

test('a problem that several variables share is listed once', () => {
  const broken = { ...variables.port, read: () => ({ problem: 'LOGIN is empty' }) };
  const read = () => readEnvironment({ one: broken, two: broken }, {});
  expect(read).toThrow(expect.objectContaining({ problems: ['LOGIN is empty'] }));
});
