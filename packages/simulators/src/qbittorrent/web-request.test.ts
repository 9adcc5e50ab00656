import { expect, test } from 'vitest';
import { readWebRequest } from './web-request.ts';

test('a plus sign arrives unchanged in a form, and as a space in a query', () => {
  const request = { url: '/api/v2/rss/rules?name=a%2Bb%20c', body: 'name=a%2Bb%20c' };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const read = (method: string) =>
    readWebRequest({ ...request, method, headers, sourceAddress: '127.0.0.1' });
  expect(read('GET')).toMatchObject({ parameters: { name: 'a b c' } });
  expect(read('POST')).toMatchObject({ parameters: { name: 'a+b c' } });
});
