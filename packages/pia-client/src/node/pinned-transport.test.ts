import { describe, expect, test } from 'vitest';
import { rejection } from '../../test/caught.ts';
import { TestAuthority } from '../../test/certificate-authority.ts';
import { closedPort, startTcpServer } from '../../test/tcp-server.ts';
import { json, startTlsServer, type TlsServer } from '../../test/tls-server.ts';
import { PIA_CA } from '../ca.ts';
import type { HttpRequest } from '../transport.ts';
import { pinnedTransport } from './pinned-transport.ts';

const authority = new TestAuthority();
const NAME = 'amsterdam447';
const identity = authority.issue({ name: NAME });
const SECRET = 'token=SECRET';
const getFrom = (port: number, hostname = NAME): HttpRequest => ({
  method: 'GET',
  url: `https://${hostname}:${port}/getSignature?${SECRET}`,
  headers: { accept: 'application/json' },
});
const transportTo = (hostname = NAME, ca = authority.pem) =>
  pinnedTransport({ address: '127.0.0.1', hostname, ca });
const send = ({ port }: { readonly port: number }, timeoutMs = 5_000, signal?: AbortSignal) =>
  transportTo()(getFrom(port), { timeoutMs, signal });

describe('pinnedTransport()', () => {
  test('brings status, headers and body back', async () => {
    await using server = await startTlsServer(identity, json('{"a":"é€"}', '401 No'));
    expect(await send(server)).toMatchObject({
      status: 401,
      headers: { 'content-type': 'application/json' },
      body: '{"a":"é€"}',
    });
    expect(server.received()).toBe(
      `GET /getSignature?${SECRET} HTTP/1.1\r\naccept: application/json\r\nhost: ${NAME}:${server.port}\r\nconnection: close\r\n\r\n`,
    );
  });

  test('sends a body with its length in bytes, to the port it is told', async () => {
    await using server = await startTlsServer(identity, json('{}'));
    const { port } = server;
    const transport = pinnedTransport({
      address: '127.0.0.1',
      hostname: NAME,
      ca: authority.pem,
      port,
    });
    const body = 'é=1\r\n\r\n';
    const request = { method: 'POST', url: `https://${NAME}:19999/`, headers: {}, body } as const;
    expect((await transport(request, { timeoutMs: 5_000 })).status).toBe(200);
    expect(server.received()).toMatch(/^POST \/ HTTP.*content-length: 8\r\n\r\né=1\r\n\r\n$/s);
  });

  test.each([['Server-11555-2a'], ['server-11555-2A']])(
    'finds %s by any case',
    async (hostname) => {
      const leaf = authority.issue({ name: 'Server-11555-2a' });
      await using server = await startTlsServer(leaf, json('{}'));
      const request = getFrom(server.port, hostname);
      expect((await transportTo(hostname)(request, { timeoutMs: 5_000 })).status).toBe(200);
    },
  );

  test('accepts a name that stands in the CN only', async () => {
    await using server = await startTlsServer(authority.issue({ name: NAME, san: [] }), json('{}'));
    expect((await send(server)).status).toBe(200);
  });

  const stranger = new TestAuthority(authority.name);
  test.each([
    [
      'another authority',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_SIGNATURE_FAILURE',
      stranger.issue({ name: NAME }),
    ],
    ['another name', 'ERR_TLS_CERT_ALTNAME_INVALID', authority.issue({ name: 'london401' })],
    [
      'an old certificate',
      'CERT_HAS_EXPIRED',
      authority.issue({ name: NAME, validFrom: -9, validTo: -2 }),
    ],
    [
      'one from the future',
      'CERT_NOT_YET_VALID',
      authority.issue({ name: NAME, validFrom: 2, validTo: 9 }),
    ],
    ['a client certificate', 'INVALID_PURPOSE', authority.issue({ name: NAME, usage: 'client' })],
  ])('sends nothing to a server with %s', async (_what, code, wrong) => {
    await using server = await startTlsServer(wrong, json('{}'));
    const error = await rejection(() => send(server));
    expect(error).toMatchObject({ code: expect.stringMatching(code) });
    expect(server.received()).toBe('');
  });

  test('trusts PIA alone unless told otherwise', async () => {
    await using server = await startTlsServer(identity, json('{}'));
    const error = await rejection(() =>
      transportTo(NAME, PIA_CA)(getFrom(server.port), { timeoutMs: 5_000 }),
    );
    expect(error).toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  });

  test.each([
    ['another host', `https://london401:19999/?${SECRET}`],
    ['http', `http://${NAME}:19999/?${SECRET}`],
  ])('sends nothing for %s', async (_what, url) => {
    await using server = await startTlsServer(identity, json('{}'));
    const options = { address: '127.0.0.1', hostname: NAME, ca: authority.pem, port: server.port };
    const request = { method: 'GET', url, headers: {} } as const;
    const error = await rejection(() => pinnedTransport(options)(request, { timeoutMs: 5_000 }));
    expect(error).toMatchObject({ code: 'HOSTNAME_MISMATCH' });
    expect(String(error)).not.toContain(SECRET);
    expect(server.received()).toBe('');
  });

  test.each([[''], ['not PEM']])('needs an authority to trust: %j', (ca) => {
    expect(() => transportTo(NAME, ca)).toThrow(TypeError);
  });

  test('does not follow a redirect', async () => {
    await using server = await startTlsServer(identity, (socket) =>
      socket.end(`HTTP/1.1 302 Found\r\nlocation: https://${NAME}/\r\ncontent-length: 0\r\n\r\n`),
    );
    expect((await send(server)).status).toBe(302);
  });

  test('takes 64 KiB and not a byte more', async () => {
    await using server = await startTlsServer(identity, json('x'.repeat(65_536)));
    expect((await send(server)).body).toHaveLength(65_536);
    await using larger = await startTlsServer(identity, json('x'.repeat(65_537)));
    expect(await rejection(() => send(larger))).toMatchObject({ code: 'ERR_REPLY_TOO_LARGE' });
  });

  const head = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n';
  test.each([
    ['no reply', ''],
    ['half a head', 'HTTP/1.1 200'],
    ['half a body', `${head}abc`],
  ])('takes %s for a reset', async (_what, text) => {
    await using server = await startTlsServer(identity, (socket) => socket.end(text));
    expect(await rejection(() => send(server))).toMatchObject({
      code: expect.stringMatching(/^(ECONNRESET|HPE_INVALID_EOF_STATE)$/),
    });
  });

  test('tells a server that does not speak HTTP', async () => {
    await using server = await startTlsServer(identity, (socket) => socket.end('SSH-2.0-x\r\n'));
    expect(await rejection(() => send(server))).toMatchObject({
      code: expect.stringMatching(/^HPE_/),
    });
  });

  test('tells a refused connection', async () => {
    const port = await closedPort();
    expect(await rejection(() => send({ port }))).toMatchObject({ code: 'ECONNREFUSED' });
  });

  const silent = () => startTlsServer(identity, () => {});
  const trickle = () =>
    startTlsServer(identity, (socket) => {
      socket.write(head);
      const timer = setInterval(() => socket.write('a'), 5);
      socket.on('close', () => clearInterval(timer));
    });
  const hole = () => startTcpServer(() => {});
  const stalls: [string, () => Promise<TlsServer | Awaited<ReturnType<typeof hole>>>][] = [
    ['before TLS', hole],
    ['before the head', silent],
    ['in the body', trickle],
  ];
  test.each(stalls)('gives up at the time-out when it stalls %s', async (_when, start) => {
    await using server = await start();
    expect(await rejection(() => send(server, 100))).toMatchObject({ code: 'ETIMEDOUT' });
  });

  test.each(stalls)(
    'rejects with the reason of its signal when it stalls %s',
    async (_when, start) => {
      await using server = await start();
      const reason = new Error('my reason');
      expect(await rejection(() => send(server, 5_000, AbortSignal.abort(reason)))).toBe(reason);
      const abort = new AbortController();
      const pending = rejection(() => send(server, 5_000, abort.signal));
      setTimeout(() => abort.abort(reason), 20);
      expect(await pending).toBe(reason);
    },
  );
});
