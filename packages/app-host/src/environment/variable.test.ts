import { expect, expectTypeOf, test } from 'vitest';
import { wholeSeconds } from './kinds/whole-number.ts';
import type { Secret } from './secret.ts';
import { variable } from './variable.ts';

const schema = wholeSeconds({ min: 1 });
const description = 'Seconds.';

test('an unset or empty variable takes its default', () => {
  const every = variable('EVERY', { description, schema, fallback: '60' });
  expectTypeOf(every.read)
    .returns.extract<{ value: unknown }>()
    .toHaveProperty('value')
    .toBeNumber();
  expect(every.read({})).toMatchObject({ value: 60, given: false });
  expect(every.read({ EVERY: '' })).toMatchObject({ value: 60, given: false });
  expect(every.read({ EVERY: '60' })).toMatchObject({ value: 60, given: true });
});

test('an optional variable that is unset and has no default is undefined', () => {
  expect(variable('EVERY', { description, schema }).read({ EVERY: '' })).toEqual({
    value: undefined,
    given: false,
  });
});

test('a required variable that is unset is a problem', () => {
  const every = variable('EVERY', { description, schema, required: true });
  expect(every.read({ EVERY: '' })).toEqual({ problem: 'EVERY is required; set it' });
});

test('an adjusted value leads to a warning that starts with the name of the variable', () => {
  const every = variable('EVERY', {
    description,
    schema,
    fallback: '900',
    adjust: (value) =>
      value > 900 ? { value: 900, warning: 'is more than 900; 900 is used' } : { value },
  });
  expect(every.read({ EVERY: '901' })).toEqual({
    value: 900,
    given: true,
    warning: 'EVERY is more than 900; 900 is used',
  });
  expect(every.read({ EVERY: '900' })).toEqual({ value: 900, given: true });
});

test('a secret may lead to a warning about its form that does not quote it', () => {
  const user = variable('USER_NAME', {
    description,
    secret: true,
    required: true,
    warn: (text) => (text.startsWith('p') ? undefined : 'does not start with p'),
  });
  expectTypeOf(user.read)
    .returns.extract<{ value: unknown }>()
    .toHaveProperty('value')
    .toEqualTypeOf<Secret>();
  expect(user.read({ USER_NAME: 'x123456' })).toMatchObject({
    warning: 'USER_NAME does not start with p',
  });
  expect(user.read({ USER_NAME: 'p123456' })).not.toHaveProperty('warning', expect.anything());
});

test('the problem of a missing secret mentions its file form', () => {
  const pass = variable('PASS', { description, secret: true, required: true });
  expect(pass.read({})).toEqual({
    problem: 'PASS is required; set it, or PASS_FILE to a file that holds it',
  });
});

test('a Kubernetes service that is named like a variable does not set it', () => {
  const port = variable('PIA_GATEWAY_PORT', { description, schema, fallback: '19999' });
  const environment = { PIA_GATEWAY_PORT: 'tcp://10.43.0.7:443' };
  expect(port.read(environment)).toEqual({ value: 19_999, given: false });
});
