import { expect, test } from 'vitest';
import { originalNames } from './original-names.ts';

test('each variable of the original API that is renamed here causes a warning with its new name', () => {
  expect(
    originalNames({
      NATPMP_GATEWAY: '10.2.0.1',
      API_BIND_ADDRESS: '::',
      API_PORT: '8080',
      NATPMP_MAX_DURATION: '-1',
    }),
  ).toEqual([
    'API_BIND_ADDRESS is a variable of natpmp-http-api and is not read; set HTTP_LISTEN',
    'API_PORT is a variable of natpmp-http-api and is not read; set HTTP_LISTEN',
    'NATPMP_MAX_DURATION is a variable of natpmp-http-api and is not read; set MAX_DURATION',
  ]);
});

test('an empty variable, or a link of Kubernetes to a service, is not taken for a variable of the original', () => {
  expect(originalNames({ API_BIND_ADDRESS: '', API_PORT: 'tcp://10.43.0.7:8080' })).toEqual([]);
});
