import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { caught } from '../../test/caught.ts';
import { kyTransport } from './ky-transport.ts';
import { QBittorrentClient } from './qbittorrent-client.ts';

const API = 'http://qbittorrent.test/api/v2';
const GET = { method: 'GET', url: `${API}/app/version?secret=1`, headers: {} } as const;
const network = setupServer();

beforeAll(() => network.listen({ onUnhandledFrame: 'bypass' }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

/** Runs `use` against a real server on the loopback. */
async function serving(listener: RequestListener, use: (url: string) => Promise<void>) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await use(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('the client over kyTransport', () => {
  it('logs in and carries the cookie', async () => {
    network.use(
      http.post(`${API}/auth/login`, async ({ request }) => {
        const form = new URLSearchParams(await request.text());
        if (form.get('password') !== 'p&+%€') return HttpResponse.text('Fails.');
        return new HttpResponse(null, {
          status: 204,
          headers: [
            ['set-cookie', 'QBT_SID_8080=a+/b=; HttpOnly; SameSite=Lax; path=/'],
            ['set-cookie', 'proxy=c'],
          ],
        });
      }),
      http.get(`${API}/app/version`, ({ request }) =>
        request.headers.get('cookie') === 'QBT_SID_8080=a+/b=; proxy=c'
          ? HttpResponse.text('v5.2.3')
          : HttpResponse.text('Forbidden', { status: 403 }),
      ),
    );
    const client = new QBittorrentClient({
      baseUrl: 'http://qbittorrent.test',
      auth: { username: 'admin', password: 'p&+%€' },
    });
    expect(await client.app.version()).toBe('v5.2.3');
  });

  it('has no trace of ky in its errors', async () => {
    network.use(http.get(`${API}/app/version`, () => HttpResponse.error()));
    const client = new QBittorrentClient({ baseUrl: 'http://qbittorrent.test' });
    const error = await caught(client.app.version());
    expect(error.code).toBe('QBT_UNREACHABLE');
    expect(error.cause).toBeUndefined();
  });

  it('says that nobody is there', async () => {
    let gone = '';
    await serving(
      () => {},
      async (url) => {
        gone = url;
      },
    );
    const client = new QBittorrentClient({ baseUrl: gone });
    expect((await caught(client.app.version())).message).toContain('ECONNREFUSED');
    expect(await client.session.isUp()).toBe(false);
  });
});

describe('kyTransport', () => {
  it('does not follow a redirect', async () => {
    network.use(
      http.get(`${API}/app/version`, () => HttpResponse.redirect('http://elsewhere.test/', 302)),
    );
    const reply = await kyTransport()(GET, { timeoutMs: 5_000 });
    expect(reply.status).toBe(302);
  });

  it('resolves for a failure status, once, and yields its body', async () => {
    let asked = 0;
    network.use(
      http.get(`${API}/app/version`, () => {
        asked += 1;
        return HttpResponse.text('Wartung: ä', { status: 503 });
      }),
    );
    const reply = await kyTransport()(GET, { timeoutMs: 5_000 });
    expect(reply).toMatchObject({ status: 503, body: 'Wartung: ä' });
    expect(asked).toBe(1);
  });

  it('does not try again by itself', async () => {
    let asked = 0;
    const fetch = () => {
      asked += 1;
      return Promise.reject(new TypeError('fetch failed'));
    };
    await expect(kyTransport({ fetch })(GET, { timeoutMs: 5_000 })).rejects.toThrow('ERR_NETWORK');
    expect(asked).toBe(1);
  });

  it('ends an exchange whose body takes too long', async () => {
    await serving(
      (_, response) => void response.write('never ends'),
      async (url) => {
        const call = kyTransport()({ ...GET, url }, { timeoutMs: 50 });
        await expect(call).rejects.toMatchObject({ code: 'ETIMEDOUT' });
      },
    );
  });

  it('ends an exchange with the reason of the caller, also when fetch does not listen', async () => {
    for (const fetch of [undefined, () => new Promise<Response>(() => {})]) {
      await serving(
        () => {},
        async (url) => {
          const stop = new AbortController();
          const call = kyTransport({ fetch })(
            { ...GET, url },
            { signal: stop.signal, timeoutMs: 60_000 },
          );
          const reason = new Error('mine');
          stop.abort(reason);
          await expect(call).rejects.toBe(reason);
        },
      );
    }
  });

  it('takes a time-out of the caller for what it is', async () => {
    const fetch = () => new Promise<Response>(() => {});
    const signal = AbortSignal.timeout(1);
    const call = kyTransport({ fetch })(GET, { signal, timeoutMs: 60_000 });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('sends nothing when the signal is aborted already', async () => {
    let asked = 0;
    const fetch = async () => {
      asked += 1;
      return new Response('');
    };
    const call = kyTransport({ fetch })(GET, { signal: AbortSignal.abort('over'), timeoutMs: 1 });
    await expect(call).rejects.toBe('over');
    expect(asked).toBe(0);
  });

  it('stops reading past its limit', async () => {
    const fetch = async () => new Response('x'.repeat(101));
    const call = kyTransport({ fetch, maxBytes: 100 })(GET, { timeoutMs: 5_000 });
    await expect(call).rejects.toMatchObject({ code: 'ERR_REPLY_TOO_LARGE' });
    expect(await kyTransport({ fetch, maxBytes: 101 })(GET, { timeoutMs: 5_000 })).toMatchObject({
      status: 200,
    });
  });

  it('does not believe a length beside chunks, which some runtimes pass on', async () => {
    const headers = { 'content-length': '5', 'transfer-encoding': 'chunked' };
    const fetch = async () => new Response('x'.repeat(101), { headers });
    const call = kyTransport({ fetch, maxBytes: 100 })(GET, { timeoutMs: 5_000 });
    await expect(call).rejects.toMatchObject({ code: 'ERR_REPLY_TOO_LARGE' });
  });

  it('cancels what a fetch that does not listen brings too late', async () => {
    const canceled = deferred<void>();
    const answer = deferred<Response>();
    const stop = new AbortController();
    const options = { timeoutMs: 60_000, signal: stop.signal };
    const call = kyTransport({ fetch: () => answer.promise })(GET, options);
    stop.abort('enough');
    await expect(call).rejects.toBe('enough');
    answer.resolve(new Response(new ReadableStream({ cancel: () => canceled.resolve() })));
    await canceled.promise;
  });

  it('cancels what a fetch that does not listen brings for ever', async () => {
    const canceled = deferred<void>();
    const isRead = deferred<void>();
    let pulls = 0;
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(1));
        pulls += 1;
        if (pulls === 3) isRead.resolve();
      },
      cancel: () => canceled.resolve(),
    });
    const stop = new AbortController();
    const options = { timeoutMs: 60_000, signal: stop.signal };
    const call = kyTransport({ fetch: async () => new Response(body) })(GET, options);
    await isRead.promise;
    stop.abort('enough');
    await expect(call).rejects.toBe('enough');
    await canceled.promise;
  });

  it.each([
    [Object.assign(new Error('x'), { code: 'ConnectionRefused' }), 'ECONNREFUSED'],
    [Object.assign(new Error('x'), { code: 'ConnectionClosed' }), 'ECONNRESET'],
    [Object.assign(new Error('x'), { code: 'FailedToOpenSocket' }), 'ENOTFOUND'],
    [new TypeError('x', { cause: Object.assign(new Error(), { code: 'EPIPE' }) }), 'EPIPE'],
    [new TypeError('client error (Connect): Connection refused (os error 111)'), 'ECONNREFUSED'],
    [new TypeError('client error (Connect): dns error: failed to lookup'), 'ENOTFOUND'],
    [new TypeError('invalid peer certificate: UnknownIssuer'), 'ERR_TLS_CERT'],
    [new TypeError('anything'), 'ERR_NETWORK'],
    ['not an error', 'ERR_NETWORK'],
  ])('gives %s the code of the other runtimes', async (thrown, code) => {
    const call = kyTransport({ fetch: () => Promise.reject(thrown) })(GET, { timeoutMs: 5_000 });
    const error: unknown = await call.catch((caughtError: unknown) => caughtError);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain('secret');
  });
});
