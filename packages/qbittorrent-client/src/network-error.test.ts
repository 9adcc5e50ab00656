import { describe, expect, it } from 'vitest';
import { networkFailure } from '../test/caught.ts';
import { isDown, networkError } from './network-error.ts';

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
    expect(networkError(failure, 'host:8080')).toMatchObject({ code: expected });
    expect(networkError(failure, 'host:8080').message).not.toContain('secret-in-the-message');
    expect(isDown(failure)).toBe(down);
  });

  it('finds the code in the chain of causes', () => {
    const failure = new TypeError('fetch failed http://host/?secret', {
      cause: new Error('inner', { cause: networkFailure('EHOSTUNREACH') }),
    });
    const error = networkError(failure, 'host:8080');
    expect(error.message).toContain('host:8080 (EHOSTUNREACH): no route to the host');
    expect(error.cause).toBeUndefined();
  });

  it.each(['not an error', undefined, new Error('secret'), networkFailure('secret')])(
    'copes with %s',
    (thrown) => {
      const error = networkError(thrown, 'host:8080');
      expect(error.code).toBe('QBT_UNREACHABLE');
      expect(error.message).not.toContain('secret');
    },
  );

  it('does not follow a cause that leads to itself for ever', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    expect(networkError(loop, 'host').code).toBe('QBT_UNREACHABLE');
  });
});
