import { describe, expect, it } from 'vitest';
import { networkFailure } from '../../test/caught.ts';
import { isDown, networkError } from './network-error.ts';

const ATTEMPT = { does: 'read the log', host: 'host:8080', timeoutMs: 300 };

describe('networkError', () => {
  it.each([
    ['ECONNREFUSED', 'QBT_UNREACHABLE', true],
    ['ECONNRESET', 'QBT_UNREACHABLE', true],
    ['ENOTFOUND', 'QBT_UNREACHABLE', true],
    ['SOMETHING_NEW', 'QBT_UNREACHABLE', true],
    ['ETIMEDOUT', 'QBT_TIMEOUT', false],
    ['ERR_REPLY_TOO_LARGE', 'QBT_UNEXPECTED_RESPONSE', false],
    ['CERT_HAS_EXPIRED', 'QBT_UNREACHABLE', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'QBT_UNREACHABLE', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'QBT_UNREACHABLE', false],
  ])('turns %s into %s', (code, expected, down) => {
    const failure = networkFailure(code);
    expect(networkError(failure, ATTEMPT)).toMatchObject({ code: expected });
    expect(networkError(failure, ATTEMPT).message).not.toContain('secret-in-the-message');
    expect(isDown(failure)).toBe(down);
  });

  it.each([
    [
      'ECONNREFUSED',
      'Cannot read the log: qBittorrent cannot be reached at host:8080 (ECONNREFUSED)',
    ],
    ['ETIMEDOUT', 'Cannot read the log: qBittorrent at host:8080 did not answer within 300 ms; '],
    ['ERR_REPLY_TOO_LARGE', 'Cannot read the log: the reply of host:8080 is too large; '],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS as asked; check http against https'],
    ['CERT_HAS_EXPIRED', 'its certificate is not trusted; '],
  ])('says what failed with %s', (code, beginning) => {
    expect(networkError(networkFailure(code), ATTEMPT).message).toContain(beginning);
  });

  it('finds the code in the chain of causes', () => {
    const failure = new TypeError('fetch failed http://host/?secret', {
      cause: new Error('inner', { cause: networkFailure('EHOSTUNREACH') }),
    });
    const error = networkError(failure, ATTEMPT);
    expect(error.message).toContain('host:8080 (EHOSTUNREACH): no route to the host');
    expect(error.cause).toBeUndefined();
  });

  it.each(['not an error', undefined, new Error('secret'), networkFailure('secret')])(
    'copes with %s',
    (thrown) => {
      const error = networkError(thrown, ATTEMPT);
      expect(error.code).toBe('QBT_UNREACHABLE');
      expect(error.message).not.toContain('secret');
    },
  );

  it('does not follow a cause that leads to itself for ever', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    expect(networkError(loop, ATTEMPT).code).toBe('QBT_UNREACHABLE');
  });
});
