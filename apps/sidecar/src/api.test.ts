import { readEnvironment } from '@portkeep/app-host';
import type { Transport } from '@portkeep/http';
import { expect, test } from 'vitest';
import { createApi } from './api.ts';
import { variables } from './variables.ts';

const target = { protocol: 'tcp', internalPort: 6881 } as const;

function create(carry: Transport, environment: Readonly<Record<string, string>> = {}) {
  const required = { NATPMP_SERVICE: 'natpmp:8080', INTERNAL_PORT: '6881' };
  const { values } = readEnvironment(variables, { ...required, ...environment });
  return createApi({ values }, carry);
}

test('the token is sent with a request, and the answer is kept unchanged', async () => {
  const body = '{"error":"Failed to request port mapping"}';
  const sent: Parameters<Transport>[0][] = [];
  const { client, lastBody } = create(
    async (request) => {
      sent.push(request);
      return { status: 500, headers: {}, body };
    },
    { API_TOKEN: 'hunter2' },
  );
  await expect(client.requestMapping(target)).rejects.toThrow('500');
  expect(lastBody()).toBe(body);
  expect(sent).toMatchObject([
    { url: 'http://natpmp:8080/forward', headers: { authorization: 'Bearer hunter2' } },
  ]);
});

test('a request that gets no answer leaves no answer behind', async () => {
  let answers = true;
  const { client, lastBody } = create(async () => {
    if (answers) return { status: 401, headers: {}, body: 'no' };
    throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  });
  await expect(client.requestMapping(target)).rejects.toThrow('401');
  expect(lastBody()).toBe('no');
  answers = false;
  await expect(client.requestMapping(target)).rejects.toThrow('ECONNREFUSED');
  expect(lastBody()).toBe('');
});
