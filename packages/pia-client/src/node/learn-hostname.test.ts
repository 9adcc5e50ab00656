import { describe, expect, test } from 'vitest';
import { caught, rejection } from '../../test/caught.ts';
import { type LeafOptions, TestAuthority } from '../../test/certificate-authority.ts';
import { startProxyServer } from '../../test/proxy-server.ts';
import { whileSystemTrusts } from '../../test/system-authorities.ts';
import { closedPort, startTcpServer } from '../../test/tcp-server.ts';
import { startTlsServer } from '../../test/tls-server.ts';
import type { PiaErrorCode } from '../pia-error.ts';
import { learnHostname } from './learn-hostname.ts';

const authority = new TestAuthority();
const stranger = new TestAuthority();
type Options = { timeoutMs?: number; signal?: AbortSignal; proxy?: URL };
const ask = (port: number, options: Options = {}) =>
  learnHostname({ address: '127.0.0.1', port, ca: authority.pem, ...options });

describe('learnHostname()', () => {
  const named: [LeafOptions, string][] = [
    [{ name: 'amsterdam447' }, 'amsterdam447'],
    [{ name: 'Server-11555-2a' }, 'Server-11555-2a'],
    [{ name: 'london401', san: [] }, 'london401'],
    [{ name: 'Some Company', san: ['paris402', 'x'] }, 'paris402'],
  ];
  test.each(named)('learnHostname() learns the name from %j', async (leaf, hostname) => {
    await using server = await startTlsServer(authority.issue(leaf), () => {});
    expect(await ask(server.port)).toEqual({ hostname });
    expect(server.received()).toBe('');
  });

  const turnedAway: [string, PiaErrorCode, ReturnType<TestAuthority['issue']>][] = [
    ['another authority', 'PIA_NOT_PIA', stranger.issue({ name: 'a1' })],
    ['a client certificate', 'PIA_NOT_PIA', authority.issue({ name: 'a1', usage: 'client' })],
    [
      'an old certificate',
      'PIA_CERTIFICATE_EXPIRED',
      authority.issue({ name: 'a1', validFrom: -9, validTo: -2 }),
    ],
    [
      'a certificate from the future',
      'PIA_CERTIFICATE_EXPIRED',
      authority.issue({ name: 'a1', validFrom: 2, validTo: 9 }),
    ],
    [
      'a certificate with an unknown critical extension',
      'PIA_NOT_PIA',
      authority.issue({ name: 'a1', unknownExtension: true }),
    ],
    ['no host name', 'PIA_UNEXPECTED_RESPONSE', authority.issue({ name: 'Some Company', san: [] })],
  ];
  test.each(turnedAway)('learnHostname() refuses %s', async (_what, code, identity) => {
    await using server = await startTlsServer(identity, () => {});
    const error = await caught(() => ask(server.port));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^Cannot learn the name of the gateway: .+; .+[^.]$/);
    expect(error.advice).not.toContain('that the VPN is up');
  });

  test('learnHostname() refuses a server that does not speak TLS', async () => {
    await using server = await startTcpServer((socket) => socket.write('SSH-2.0-x\r\n'));
    expect((await caught(() => ask(server.port))).code).toBe('PIA_NOT_PIA');
  });

  test('learnHostname() reports a connection that is closed during the handshake as PIA_UNREACHABLE', async () => {
    await using server = await startTcpServer((socket) => socket.destroy());
    expect((await caught(() => ask(server.port))).code).toBe('PIA_UNREACHABLE');
  });

  test('learnHostname() reports a refused connection as PIA_CONNECTION_REFUSED', async () => {
    const port = await closedPort();
    expect((await caught(() => ask(port))).code).toBe('PIA_CONNECTION_REFUSED');
  });

  test('learnHostname() gives up at the timeout, also in the middle of the handshake', async () => {
    await using server = await startTcpServer(() => {});
    expect((await caught(() => ask(server.port, { timeoutMs: 30 }))).code).toBe('PIA_TIMEOUT');
  });

  test('learnHostname() rejects with the reason of its signal, before and in flight', async () => {
    await using server = await startTcpServer(() => {});
    const signal = AbortSignal.abort('my reason');
    expect(await rejection(() => ask(server.port, { signal }))).toBe('my reason');
    const abort = new AbortController();
    const pending = rejection(() => ask(server.port, { signal: abort.signal }));
    abort.abort('my reason');
    expect(await pending).toBe('my reason');
  });

  test('learnHostname() learns the name through a proxy, to which it sends the password, and sends no request', async () => {
    await using server = await startTlsServer(authority.issue({ name: 'a1' }), () => {});
    await using proxy = await startProxyServer();
    expect(await ask(server.port, { proxy: proxy.url })).toEqual({ hostname: 'a1' });
    expect(server.received()).toBe('');
    expect(proxy.requests).toEqual([expect.stringMatching(`^CONNECT 127.0.0.1:${server.port} `)]);
    expect(proxy.requests[0]).toMatch(/proxy-authorization: Basic dXNlcjpodW50ZXIy\r\n/i);
  });

  test('learnHostname() refuses a certificate of another authority through a proxy too', async () => {
    await using server = await startTlsServer(stranger.issue({ name: 'a1' }), () => {});
    await using proxy = await startProxyServer();
    const error = await caught(() => ask(server.port, { proxy: proxy.url }));
    expect(error.code).toBe('PIA_NOT_PIA');
  });

  test.each([['403 Forbidden'], ['407 Proxy Authentication Required']])(
    'learnHostname() reports a proxy that answers %s, without its password',
    async (refusal) => {
      await using proxy = await startProxyServer(refusal);
      const error = await caught(() => ask(1, { proxy: proxy.url }));
      expect(error.code).toBe('PIA_PROXY_REFUSED');
      expect(error.message).toContain(`(status ${refusal.slice(0, 3)})`);
      expect(`${error.message} ${error.stack}`).not.toContain('hunter2');
    },
  );

  test('learnHostname() refuses a proxy that is not one for HTTP', async () => {
    const proxy = new URL('socks5://user:hunter2@127.0.0.1');
    expect(await rejection(() => ask(1, { proxy }))).toEqual(
      new TypeError('Cannot use "proxy": give an http or https address'),
    );
  });

  test.each([[''], ['not PEM']])(
    'learnHostname() refuses to trust the authority %j',
    async (ca) => {
      const error = await rejection(() => learnHostname({ address: '127.0.0.1', port: 1, ca }));
      expect(error).toBeInstanceOf(TypeError);
    },
  );

  test('learnHostname() trusts only PIA unless it is given an authority, whatever the system trusts', async () => {
    await using server = await startTlsServer(authority.issue({ name: 'a1' }), () => {});
    await whileSystemTrusts(authority.pem, async () => {
      const { port } = server;
      const error = await caught(() => learnHostname({ address: '127.0.0.1', port }));
      expect(error.code).toBe('PIA_NOT_PIA');
    });
  });

  test('learnHostname() closes its connection once it knows the name', async () => {
    let closed = () => {};
    const closing = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const identity = authority.issue({ name: 'a1' });
    await using server = await startTlsServer(identity, () => {}, closed);
    await ask(server.port);
    await closing;
  });
});
