import { type HttpRequest, isTransportFailure } from '@portkeep/http';
import { describe, expect, test } from 'vitest';
import { caught, rejection } from '../../test/caught.ts';
import { TestAuthority } from '../../test/certificate-authority.ts';
import { startProxyServer } from '../../test/proxy-server.ts';
import { whileSystemTrusts } from '../../test/system-authorities.ts';
import { closedPort } from '../../test/tcp-server.ts';
import { json, startTlsServer } from '../../test/tls-server.ts';
import { PIA_CA } from '../ca.ts';
import { PiaGatewayClient } from '../gateway/pia-gateway-client.ts';
import { pinnedTransport } from './pinned-transport.ts';

const authority = new TestAuthority();
const NAME = 'amsterdam447';
const identity = authority.issue({ name: NAME });
const SECRET = 'token=SECRET';
const address = '127.0.0.1';
const getFrom = (port: number, hostname = NAME): HttpRequest => ({
  method: 'GET',
  url: `https://${hostname}:${port}/getSignature?${SECRET}`,
  headers: { accept: 'application/json' },
});
const transportTo = (hostname = NAME, ca = authority.pem) =>
  pinnedTransport({ address, hostname, ca });
const send = ({ port }: { readonly port: number }) =>
  transportTo()(getFrom(port), { timeoutMs: 5_000 });

describe('pinnedTransport()', () => {
  test('pinnedTransport() connects to the address and verifies the name', async () => {
    await using server = await startTlsServer(identity, json('{"a":"é€"}', '401 No'));
    expect(await send(server)).toMatchObject({ status: 401, body: '{"a":"é€"}' });
    expect(server.received()).toMatch(/^GET \/getSignature\?token=SECRET HTTP\/1\.1\r\n/);
    expect(server.received()).toContain(`\r\nhost: ${NAME}:${server.port}\r\n`);
  });

  test('pinnedTransport() connects to the port that it is given, not to that of the URL', async () => {
    await using server = await startTlsServer(identity, json('{}'));
    const { port } = server;
    const transport = pinnedTransport({ address, hostname: NAME, ca: authority.pem, port });
    expect((await transport(getFrom(19_999), { timeoutMs: 5_000 })).status).toBe(200);
  });

  test.each([['Server-11555-2a'], ['server-11555-2A']])(
    'pinnedTransport() accepts the name %s, whatever its case',
    async (hostname) => {
      const leaf = authority.issue({ name: 'Server-11555-2a' });
      await using server = await startTlsServer(leaf, json('{}'));
      const request = getFrom(server.port, hostname);
      expect((await transportTo(hostname)(request, { timeoutMs: 5_000 })).status).toBe(200);
    },
  );

  test('pinnedTransport() accepts a name that is only in the CN', async () => {
    await using server = await startTlsServer(authority.issue({ name: NAME, san: [] }), json('{}'));
    expect((await send(server)).status).toBe(200);
  });

  const stranger = new TestAuthority(authority.name);
  test.each([
    ['a certificate of another authority', 'PIA_NOT_PIA', stranger.issue({ name: NAME })],
    ['another name', 'PIA_WRONG_HOSTNAME', authority.issue({ name: 'london401' })],
    [
      'an old certificate',
      'PIA_CERTIFICATE_EXPIRED',
      authority.issue({ name: NAME, validFrom: -9, validTo: -2 }),
    ],
    [
      'a certificate from the future',
      'PIA_CERTIFICATE_EXPIRED',
      authority.issue({ name: NAME, validFrom: 2, validTo: 9 }),
    ],
    ['a certificate for clients', 'PIA_NOT_PIA', authority.issue({ name: NAME, usage: 'client' })],
    [
      'a certificate with an unknown critical extension',
      'PIA_NOT_PIA',
      authority.issue({ name: NAME, unknownExtension: true }),
    ],
  ])('pinnedTransport() sends nothing to a server with %s', async (_what, code, wrong) => {
    await using server = await startTlsServer(wrong, json('{}'));
    const { port } = server;
    const gateway = new PiaGatewayClient({ hostname: NAME, port, transport: transportTo() });
    const error = await caught(() => gateway.getSignature('SECRET'));
    expect(error.code).toBe(code);
    expect(error.advice).not.toContain('that the VPN is up');
    expect(server.received()).toBe('');
  });

  test.each([
    ['without an authority of its own', undefined],
    ['with PIA_CA', PIA_CA],
  ])('pinnedTransport() trusts only PIA %s, whatever the system trusts', async (_what, ca) => {
    await using server = await startTlsServer(identity, json('{}'));
    const transport = pinnedTransport({ address, hostname: NAME, ca });
    await whileSystemTrusts(authority.pem, async () => {
      const error = await rejection(() => transport(getFrom(server.port), { timeoutMs: 5_000 }));
      expect(error).toMatchObject({ kind: 'tls', tlsReason: 'untrusted' });
    });
  });

  test.each([
    ['another host', `https://london401:19999/?${SECRET}`],
    ['http', `http://${NAME}:19999/?${SECRET}`],
  ])('pinnedTransport() sends nothing for a URL of %s', async (_what, url) => {
    await using server = await startTlsServer(identity, json('{}'));
    const options = { address, hostname: NAME, ca: authority.pem, port: server.port };
    const request = { method: 'GET', url, headers: {} };
    const error = await rejection(() => pinnedTransport(options)(request, { timeoutMs: 5_000 }));
    expect(error).toSatisfy(isTransportFailure);
    expect(error).toMatchObject({ kind: 'tls', tlsReason: 'wrong-name', maybeSent: false });
    expect(String(error)).not.toContain(SECRET);
    expect(server.received()).toBe('');
  });

  test.each([[''], ['not PEM']])('pinnedTransport() refuses to trust the authority %j', (ca) => {
    expect(() => transportTo(NAME, ca)).toThrow(TypeError);
  });

  test('pinnedTransport() takes 64 KiB and not a byte more', async () => {
    await using server = await startTlsServer(identity, json('x'.repeat(65_536)));
    expect((await send(server)).body).toHaveLength(65_536);
    await using larger = await startTlsServer(identity, json('x'.repeat(65_537)));
    expect(await rejection(() => send(larger))).toMatchObject({ kind: 'too-large' });
  });

  test('pinnedTransport() connects through the proxy that it is given, and verifies the name behind it', async () => {
    await using proxy = await startProxyServer();
    await using server = await startTlsServer(identity, json('{}'));
    const options = { address, ca: authority.pem, proxy: proxy.url };
    const request = getFrom(server.port);
    const transport = pinnedTransport({ ...options, hostname: NAME });
    expect((await transport(request, { timeoutMs: 5_000 })).status).toBe(200);
    expect(proxy.requests).toEqual([expect.stringMatching(`^CONNECT 127.0.0.1:${server.port} `)]);
    expect(proxy.requests.join()).not.toContain('SECRET');
    const other = pinnedTransport({ ...options, hostname: 'london401' });
    const astray = getFrom(server.port, 'london401');
    const error = await rejection(() => other(astray, { timeoutMs: 5_000 }));
    expect(error).toMatchObject({ kind: 'tls', tlsReason: 'wrong-name' });
  });

  test('pinnedTransport() reports a proxy that is down, and does not connect directly', async () => {
    const proxy = new URL(`http://127.0.0.1:${await closedPort()}`);
    await using server = await startTlsServer(identity, json('{}'));
    const transport = pinnedTransport({ address, hostname: NAME, ca: authority.pem, proxy });
    const error = await rejection(() => transport(getFrom(server.port), { timeoutMs: 5_000 }));
    expect(error).toMatchObject({ kind: 'proxy-refused' });
    expect(server.received()).toBe('');
  });
});
