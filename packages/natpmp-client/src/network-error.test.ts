import { describe, expect, it } from 'vitest';
import { networkFailure } from '../test/caught.ts';
import { networkError } from './network-error.ts';

const MAP = { does: 'map tcp port 7001', changes: true, host: 'api:8080', timeoutMs: 10_000 };

describe('networkError', () => {
  it.each([
    ['ECONNREFUSED', 'NATPMP_UNREACHABLE', true, false],
    ['EHOSTUNREACH', 'NATPMP_UNREACHABLE', true, false],
    ['ENETUNREACH', 'NATPMP_UNREACHABLE', true, false],
    ['ENOTFOUND', 'NATPMP_UNREACHABLE', true, false],
    ['EAI_AGAIN', 'NATPMP_UNREACHABLE', true, false],
    ['ECONNRESET', 'NATPMP_UNREACHABLE', true, true],
    ['EPIPE', 'NATPMP_UNREACHABLE', true, true],
    ['SOMETHING_NEW', 'NATPMP_UNREACHABLE', true, true],
    ['CERT_HAS_EXPIRED', 'NATPMP_UNREACHABLE', false, false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'NATPMP_UNREACHABLE', false, false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'NATPMP_UNREACHABLE', false, false],
    ['ETIMEDOUT', 'NATPMP_TIMEOUT', true, true],
    ['UND_ERR_HEADERS_TIMEOUT', 'NATPMP_TIMEOUT', true, true],
    ['ERR_REPLY_TOO_LARGE', 'NATPMP_UNEXPECTED_RESPONSE', false, true],
    ['HPE_INVALID_CONSTANT', 'NATPMP_UNEXPECTED_RESPONSE', false, true],
  ])('turns %s into %s', (thrown, code, retryable, ambiguous) => {
    const error = networkError(networkFailure(thrown), MAP);
    expect(error).toMatchObject({ code, retryable, ambiguous, status: undefined });
    expect(error.message).not.toContain('secret-in-the-message');
    expect(error.cause).toBeUndefined();
    const harmless = networkError(networkFailure(thrown), { ...MAP, changes: false });
    expect(harmless).toMatchObject({ code, retryable, ambiguous: false });
  });

  it('says where, how long and what next', () => {
    expect(networkError(networkFailure('ETIMEDOUT'), MAP).message).toMatch(
      /^Cannot map tcp port 7001: no answer from api:8080 within 10000 ms; check /,
    );
    expect(networkError(networkFailure('ECONNREFUSED'), MAP).message).toBe(
      'Cannot map tcp port 7001: api:8080 is not reachable (ECONNREFUSED): connection refused; check the port and that the API runs',
    );
  });

  it.each([
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'it does not speak TLS as asked; check http against https'],
    ['EPROTO', 'it does not speak TLS as asked; check http against https'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is not trusted; use a transport'],
  ])('tells a server without TLS from one whose certificate is bad: %s', (code, advice) => {
    const error = networkError(networkFailure(code), MAP);
    expect(error).toMatchObject({ retryable: false, ambiguous: false });
    expect(error.message).toContain(advice);
  });

  it('finds the code in the chain of causes', () => {
    const error = new TypeError('fetch failed http://api/?secret', {
      cause: new Error('inner', { cause: networkFailure('EHOSTUNREACH') }),
    });
    expect(networkError(error, MAP).message).toContain('(EHOSTUNREACH): no route to the host');
  });

  it.each(['not an error', undefined, new Error('secret'), networkFailure('secret')])(
    'copes with %s',
    (thrown) => {
      const error = networkError(thrown, MAP);
      expect(error).toMatchObject({ code: 'NATPMP_UNREACHABLE', ambiguous: true });
      expect(error.message).not.toContain('secret');
    },
  );

  it('does not follow a cause that leads to itself for ever', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    expect(networkError(loop, MAP).code).toBe('NATPMP_UNREACHABLE');
  });
});
