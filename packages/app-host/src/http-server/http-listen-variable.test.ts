import { expect, test } from 'vitest';
import { httpListenVariable } from './http-listen-variable.ts';

test('each app has its own default of HTTP_LISTEN', () => {
  const variable = httpListenVariable('*:9798');
  expect(variable.read({})).toMatchObject({ value: { host: '*', port: 9798 }, given: false });
  expect(variable.read({ HTTP_LISTEN: 'off' })).toMatchObject({ value: 'off', given: true });
});
