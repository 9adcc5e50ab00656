import { describe, expect, test } from 'vitest';
import { isQBittorrentError, QBittorrentError } from './qbittorrent-error.ts';

describe('isQBittorrentError', () => {
  test('isQBittorrentError recognises its own errors and those of another copy of the package', () => {
    const foreign = Object.assign(new Error('x'), {
      name: 'QBittorrentError',
      code: 'QBT_CONFLICT',
    });
    expect(isQBittorrentError(new QBittorrentError('QBT_TIMEOUT', 'x', 'y'))).toBe(true);
    expect(isQBittorrentError(foreign)).toBe(true);
  });

  test('isQBittorrentError refuses everything else', () => {
    const other = Object.assign(new Error('x'), { name: 'QBittorrentError', code: 'OTHER' });
    for (const value of [
      undefined,
      'QBT_TIMEOUT',
      new Error('x'),
      other,
      { code: 'QBT_TIMEOUT' },
    ]) {
      expect(isQBittorrentError(value)).toBe(false);
    }
  });

  test('isQBittorrentError narrows to one code in a switch', () => {
    const error: unknown = new QBittorrentError('QBT_BANNED', 'x', 'y', { retryAfterSeconds: 5 });
    if (!isQBittorrentError(error)) throw error;
    switch (error.code) {
      case 'QBT_BANNED':
        expect(error.retryAfterSeconds).toBe(5);
        break;
      default:
        expect.fail('another code');
    }
  });
});

test.each([
  ['QBT_BANNED', true],
  ['QBT_NOT_LISTENING', true],
  ['QBT_UNREACHABLE', true],
  ['QBT_TIMEOUT', true],
  ['QBT_NO_RESOURCES', true],
  ['QBT_RATE_LIMITED', true],
  ['QBT_SERVER_ERROR', true],
  ['QBT_LOGIN_REJECTED', false],
  ['QBT_NOT_APPLIED', false],
  ['QBT_UNSUPPORTED', false],
] as const)('%s is retryable: %s', (code, expected) => {
  expect(new QBittorrentError(code, 'x', 'y').retryable).toBe(expected);
});
