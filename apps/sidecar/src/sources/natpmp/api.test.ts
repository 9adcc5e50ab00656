import { readEnvironment } from '@portkeep/app-host';
import type { Transport } from '@portkeep/http';
import { expect, test } from 'vitest';
import { variables } from '../../variables.ts';
import { createApi } from './api.ts';

const target = { protocol: 'tcp', internalPort: 6881 } as const;

function create(carry: Transport, environment: Readonly<Record<string, string>> = {}) {
  const required = { NATPMP_SERVICE: 'natpmp:8080', INTERNAL_PORT: '6881' };
  const { values } = readEnvironment(variables, { ...required, ...environment });
  return createApi({ values }, carry);
}

test('the token is sent with a request to the service', async () => {
  const sent: Parameters<Transport>[0][] = [];
  const { client } = create(
    async (request) => {
      sent.push(request);
      return { status: 500, headers: {}, body: '' };
    },
    { API_TOKEN: 'hunter2' },
  );
  await expect(client.requestMapping(target)).rejects.toThrow('500');
  expect(sent).toMatchObject([
    { url: 'http://natpmp:8080/forward', headers: { authorization: 'Bearer hunter2' } },
  ]);
});
