import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { caught, rejection } from '../../test/caught.ts';
import { kyTransport } from './ky-transport.ts';
import { NatPmpHttpClient } from './natpmp-http-client.ts';

const API = 'http://natpmp.test:8080';
const POST = {
  method: 'POST',
  url: `${API}/forward`,
  headers: { 'content-type': 'application/json', authorization: 'Bearer SECRET' },
  body: '{"internal_port":7001,"protocol":"tcp","duration":60}',
} as const;
const TCP = { protocol: 'tcp', internalPort: 7001 } as const;
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

describe('the client over kyTransport', () => {
  const client = (token = 'SECRET') => new NatPmpHttpClient({ baseUrl: 'natpmp.test:8080', token });

  it('maps a port', async () => {
    network.use(
      http.post(`${API}/forward`, async ({ request }) => {
        if (request.headers.get('content-type') !== 'application/json') {
          return new HttpResponse('Expected request with `Content-Type: application/json`', {
            status: 415,
          });
        }
        if (request.headers.get('authorization') !== 'Bearer SECRET') {
          return HttpResponse.json({ error: 'Unauthorized' }, { status: 401 });
        }
        const asked = await request.text();
        return HttpResponse.json({ ...JSON.parse(asked), external_port: 62_610 });
      }),
    );
    expect(await client().requestMapping(TCP)).toMatchObject({ ...TCP, externalPort: 62_610 });
    expect((await caught(() => client('x').requestMapping(TCP))).code).toBe('NATPMP_UNAUTHORIZED');
  });

  it.each([
    [404, 'NATPMP_NOT_FOUND'],
    [405, 'NATPMP_NOT_FOUND'],
    [413, 'NATPMP_BAD_REQUEST'],
    [429, 'NATPMP_RATE_LIMITED'],
    [500, 'NATPMP_GATEWAY_FAILED'],
    [503, 'NATPMP_SERVER_ERROR'],
  ])('asks once and tells of a %i', async (status, code) => {
    let asked = 0;
    network.use(
      http.post(`${API}/forward`, () => {
        asked += 1;
        return new HttpResponse(null, { status, headers: { 'retry-after': '0' } });
      }),
    );
    expect(await caught(() => client().requestMapping(TCP))).toMatchObject({ code, status });
    expect(asked).toBe(1);
  });

  it('has no trace of ky in its errors', async () => {
    network.use(http.get(`${API}/health`, () => HttpResponse.error()));
    const error = await caught(() => client().getHealth());
    expect(error).toMatchObject({ code: 'NATPMP_UNREACHABLE', retryable: true });
    expect(error.cause).toBeUndefined();
  });

  it('says that nobody is there', async () => {
    let baseUrl = '';
    await serving(
      () => {},
      async (url) => {
        baseUrl = url;
      },
    );
    const error = await caught(() => new NatPmpHttpClient({ baseUrl }).requestMapping(TCP));
    expect(error).toMatchObject({ code: 'NATPMP_UNREACHABLE', ambiguous: false });
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('knows that a cut connection may have left a mapping', async () => {
    await serving(
      (request) => void request.socket.destroy(),
      async (baseUrl) => {
        const error = await caught(() => new NatPmpHttpClient({ baseUrl }).requestMapping(TCP));
        expect(error).toMatchObject({ code: 'NATPMP_UNREACHABLE', ambiguous: true });
        expect(error.message).toContain('ECONNRESET');
      },
    );
  });
});

describe('kyTransport', () => {
  it('brings status, headers and body back, and does not follow a redirect', async () => {
    network.use(
      http.post(
        `${API}/forward`,
        () =>
          new HttpResponse('anderswo: ä', { status: 307, headers: { Location: '/b', 'X-A': '1' } }),
      ),
    );
    const reply = await kyTransport()(POST, { timeoutMs: 5_000 });
    expect(reply).toMatchObject({ status: 307, body: 'anderswo: ä', headers: { 'x-a': '1' } });
  });

  // ky repeats a GET unless told otherwise.
  it.each(['GET', 'POST'] as const)('does not try a %s again by itself', async (method) => {
    let asked = 0;
    const fetch = () => {
      asked += 1;
      return Promise.reject(new TypeError('fetch failed'));
    };
    const request = { method, url: POST.url, headers: POST.headers };
    const error = await rejection(() => kyTransport({ fetch })(request, { timeoutMs: 60_000 }));
    expect(error).toMatchObject({ code: 'ERR_NETWORK' });
    expect(asked).toBe(1);
  });

  const neverAnswers = () => new Promise<Response>(() => {});
  const neverEnds = async () => new Response(new ReadableStream());
  it.each([
    ['that ignores its signal', neverAnswers],
    ['whose body never ends', neverEnds],
  ])('ends a fetch %s, at the time-out and on abort', async (_what, fetch) => {
    const transport = kyTransport({ fetch });
    const late = await rejection(() => transport(POST, { timeoutMs: 20 }));
    expect(late).toMatchObject({ code: 'ETIMEDOUT' });
    const stop = new AbortController();
    const options = { timeoutMs: 60_000, signal: stop.signal };
    const pending = rejection(() => transport(POST, options));
    stop.abort('mine');
    expect(await pending).toBe('mine');
  });

  it.each([
    ['after the abort', true],
    ['for ever', false],
  ])('lets go of a body that a fetch which ignores its signal brings %s', async (_when, late) => {
    const source = { pull: vi.fn(), cancel: vi.fn() };
    const body = () => new Response(new ReadableStream(source));
    let bring: (response: Response) => void = () => {};
    const answer = new Promise<Response>((resolve) => {
      bring = resolve;
    });
    const stop = new AbortController();
    const options = { timeoutMs: 60_000, signal: stop.signal };
    const pending = rejection(() => kyTransport({ fetch: () => answer })(POST, options));
    if (!late) {
      bring(body());
      await vi.waitFor(() => expect(source.pull).toHaveBeenCalled());
    }
    stop.abort('mine');
    expect(await pending).toBe('mine');
    if (late) bring(body());
    await vi.waitFor(() => expect(source.cancel).toHaveBeenCalled());
  });

  it('gives a request all the time that it may take', async () => {
    vi.useFakeTimers();
    try {
      const options = { timeoutMs: 60_000 };
      let over = false;
      const call = async () => {
        await kyTransport({ fetch: neverAnswers })(POST, options).finally(() => {
          over = true;
        });
      };
      const pending = rejection(call);
      await vi.advanceTimersByTimeAsync(59_999);
      expect(over).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(await pending).toMatchObject({ code: 'ETIMEDOUT' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('stops the request itself at the time-out', async () => {
    let signal: AbortSignal | undefined;
    const fetch = (request: Request) => {
      signal = request.signal;
      return neverAnswers();
    };
    await rejection(() => kyTransport({ fetch })(POST, { timeoutMs: 20 }));
    expect(signal?.aborted).toBe(true);
  });

  it('sends nothing when the signal is aborted already', async () => {
    const fetch = () => expect.fail('fetch was called');
    const options = { signal: AbortSignal.abort('over'), timeoutMs: 1_000 };
    expect(await rejection(() => kyTransport({ fetch })(POST, options))).toBe('over');
  });

  it('stops reading past 1 MiB', async () => {
    const answers = (size: number) =>
      kyTransport({ fetch: async () => new Response('x'.repeat(size)) });
    const options = { timeoutMs: 60_000 };
    expect((await answers(1_048_576)(POST, options)).body).toHaveLength(1_048_576);
    const error = await rejection(() => answers(1_048_577)(POST, options));
    expect(error).toMatchObject({ code: 'ERR_REPLY_TOO_LARGE' });
  });
});
