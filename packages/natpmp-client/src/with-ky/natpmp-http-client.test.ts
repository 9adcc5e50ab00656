import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { NatPmpHttpClient } from './natpmp-http-client.ts';

const API = 'http://natpmp.test:8080';
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

const client = (token = 'SECRET') => new NatPmpHttpClient({ baseUrl: 'natpmp.test:8080', token });

describe('the client over kyTransport', () => {
  test('the client over kyTransport maps a port', async () => {
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

  test.each([
    [404, 'NATPMP_NOT_FOUND'],
    [405, 'NATPMP_NOT_FOUND'],
    [413, 'NATPMP_BAD_REQUEST'],
    [429, 'NATPMP_RATE_LIMITED'],
    [500, 'NATPMP_GATEWAY_FAILED'],
    [503, 'NATPMP_SERVER_ERROR'],
  ])('the client over kyTransport asks once and reports a %i', async (status, code) => {
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

  test('the client over kyTransport has no trace of ky in its errors', async () => {
    network.use(http.get(`${API}/health`, () => HttpResponse.error()));
    const error = await caught(() => client().getHealth());
    expect(error).toMatchObject({ code: 'NATPMP_UNREACHABLE', retryable: true });
    expect(error.cause).toBeUndefined();
  });

  test('the client over kyTransport says that nothing listens there', async () => {
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

  test('the client over kyTransport knows that a cut connection may have left a mapping', async () => {
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

describe('the default transport', () => {
  test('the default transport accepts a reply of 1 MiB, and none that is longer', async () => {
    const blanks = (bytes: number) => {
      network.use(
        http.get(`${API}/health`, () =>
          HttpResponse.text('{"status":"healthy"}'.padEnd(bytes), {
            headers: { 'content-type': 'application/json' },
          }),
        ),
      );
      return client().getHealth();
    };
    expect((await blanks(1_048_576)).status).toBe('healthy');
    const error = await caught(() => blanks(1_048_577));
    expect(error.code).toBe('NATPMP_UNEXPECTED_RESPONSE');
    expect(error.message).toContain(
      'too-large (ERR_REPLY_TOO_LARGE), longer than the 1048576 bytes of the transport\'s "maxBytes"; ',
    );
  });

  test('the default transport does not follow a redirect', async () => {
    network.use(
      http.get(
        `${API}/health`,
        () => new HttpResponse(null, { status: 307, headers: { location: '/b' } }),
      ),
    );
    const error = await caught(() => client().getHealth());
    expect(error).toMatchObject({ code: 'NATPMP_UNEXPECTED_RESPONSE', status: 307 });
  });
});
