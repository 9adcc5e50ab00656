import { inspect } from 'node:util';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { caught, rejection } from '../../test/caught.ts';
import { PiaAccountClient } from '../index.ts';
import { kyTransport } from './ky-transport.ts';

const URL_WITH_SECRET = 'https://pia.test/getSignature?token=SECRET';
const get = { method: 'GET', url: URL_WITH_SECRET, headers: { accept: 'text/x' } } as const;
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('kyTransport()', () => {
  test('sends method, headers and body, and brings status, headers and body back', async () => {
    server.use(
      http.post('https://pia.test/token', async ({ request }) => {
        const echo = `${request.headers.get('content-type')} ${await request.text()}`;
        return new HttpResponse(`${echo} é`, {
          status: 418,
          headers: [
            ['X-Custom', 'yes'],
            ['Set-Cookie', 'a=1'],
            ['Set-Cookie', 'b=2'],
          ],
        });
      }),
    );
    const reply = await kyTransport()(
      {
        method: 'POST',
        url: 'https://pia.test/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'username=p&password=%2B',
      },
      { timeoutMs: 5_000 },
    );
    expect(reply).toMatchObject({
      status: 418,
      body: 'application/x-www-form-urlencoded username=p&password=%2B é',
      headers: { 'x-custom': 'yes', 'set-cookie': ['a=1', 'b=2'] },
    });
  });

  test('does not follow a redirect', async () => {
    let followed = 0;
    server.use(
      http.get('https://pia.test/getSignature', () => HttpResponse.redirect('https://pia.test/b')),
      http.get('https://pia.test/b', () => {
        followed += 1;
        return HttpResponse.text('followed');
      }),
    );
    expect((await kyTransport()(get, { timeoutMs: 5_000 })).status).toBe(302);
    expect(followed).toBe(0);
  });

  test.each([[429], [500], [503]])('asks once and returns a %d', async (status) => {
    let asked = 0;
    server.use(
      http.get('https://pia.test/getSignature', () => {
        asked += 1;
        return new HttpResponse('', { status, headers: { 'retry-after': '0' } });
      }),
    );
    expect((await kyTransport()(get, { timeoutMs: 5_000 })).status).toBe(status);
    expect(asked).toBe(1);
  });

  test('asks once when the network fails', async () => {
    let asked = 0;
    const fetch = () => {
      asked += 1;
      return Promise.reject(new TypeError('fetch failed'));
    };
    await rejection(() => kyTransport({ fetch })(get, { timeoutMs: 60_000 }));
    expect(asked).toBe(1);
  });

  test('lets nothing of a network error out but its code', async () => {
    server.use(http.get('https://pia.test/getSignature', () => HttpResponse.error()));
    const error = await rejection(() => kyTransport()(get, { timeoutMs: 5_000 }));
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: 'UNKNOWN' });
    expect(inspect(error, { depth: 9 })).not.toContain('SECRET');
  });

  const neverAnswers = () => new Promise<Response>(() => {});
  const neverEnds = async () => new Response(new ReadableStream());
  test.each([
    ['that ignores its signal', neverAnswers],
    ['whose body never ends', neverEnds],
  ])('ends a fetch %s at the time-out', async (_what, fetch) => {
    const error = await rejection(() => kyTransport({ fetch })(get, { timeoutMs: 20 }));
    expect(error).toMatchObject({ code: 'ETIMEDOUT' });
  });

  test.each([
    ['that ignores its signal', neverAnswers],
    ['whose body never ends', neverEnds],
  ])('ends a fetch %s at once on abort', async (_what, fetch) => {
    const abort = new AbortController();
    const options = { timeoutMs: 60_000, signal: abort.signal };
    const pending = rejection(() => kyTransport({ fetch })(get, options));
    abort.abort('my reason');
    expect(await pending).toBe('my reason');
    expect(await rejection(() => kyTransport({ fetch })(get, options))).toBe('my reason');
  });

  test('stops the request itself at the time-out', async () => {
    let signal: AbortSignal | undefined;
    const fetch = (request: Request) => {
      signal = request.signal;
      return neverAnswers();
    };
    await rejection(() => kyTransport({ fetch })(get, { timeoutMs: 20 }));
    expect(signal?.aborted).toBe(true);
  });
});

test('PiaAccountClient logs in by fetch unless told otherwise', async () => {
  server.use(
    http.post('https://www.privateinternetaccess.com/api/client/v2/token', async ({ request }) => {
      const form = new URLSearchParams(await request.text());
      return form.get('password') === 'secret'
        ? HttpResponse.json({ token: 'abc' })
        : HttpResponse.json({ message: 'no' }, { status: 401 });
    }),
  );
  const good = new PiaAccountClient({ username: 'p', password: 'secret\n' });
  expect((await good.getToken()).token).toBe('abc');
  const bad = new PiaAccountClient({ username: 'p', password: 'other' });
  expect((await caught(() => bad.getToken())).code).toBe('PIA_CREDENTIALS_REJECTED');
});
