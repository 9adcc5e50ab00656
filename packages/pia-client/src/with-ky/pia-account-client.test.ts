import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { PiaAccountClient } from '../index.ts';

const server = setupServer(
  http.post('https://www.privateinternetaccess.com/api/client/v2/token', async ({ request }) => {
    const form = new URLSearchParams(await request.text());
    return form.get('password') === 'secret'
      ? HttpResponse.json({ token: 'abc' })
      : HttpResponse.json({ message: 'no' }, { status: 401 });
  }),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

test('PiaAccountClient logs in by fetch when it is given no transport', async () => {
  const good = new PiaAccountClient({ username: 'p', password: 'secret\n' });
  expect((await good.getToken()).token).toBe('abc');
  const bad = new PiaAccountClient({ username: 'p', password: 'other' });
  expect((await caught(() => bad.getToken())).code).toBe('PIA_CREDENTIALS_REJECTED');
});
