import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { PiaServerListClient } from '../index.ts';

const url = 'https://pia.test/servers';
let size = 0;
const server = setupServer(http.get(url, () => HttpResponse.text('x'.repeat(size))));
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

test.each([
  ['reads a list of 8 MiB', 0, 'PIA_LIST_SIGNATURE_INVALID'],
  ['gives up a list that is larger than 8 MiB', 1, 'PIA_UNEXPECTED_RESPONSE'],
])('a client that is given no transport %s', async (_what, more, code) => {
  size = 8 * 1024 * 1024 + more;
  const client = new PiaServerListClient({ urls: [url] });
  expect((await caught(() => client.getServerList())).code).toBe(code);
});
