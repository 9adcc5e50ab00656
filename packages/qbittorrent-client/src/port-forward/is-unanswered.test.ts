import { expect, test } from 'vitest';
import { QBittorrentError, type QBittorrentErrorCode } from '../qbittorrent-error.ts';
import { isUnanswered } from './is-unanswered.ts';

const failure = (code: QBittorrentErrorCode, status?: number) =>
  new QBittorrentError(code, 'Cannot set the port', 'wait', { status });

test('a request that timed out, here or at a proxy, may have been carried out', () => {
  expect(isUnanswered(failure('QBT_TIMEOUT'))).toBe(true);
  expect(isUnanswered(failure('QBT_SERVER_ERROR', 504))).toBe(true);
});

test('a request that failed in another way was not carried out', () => {
  expect(isUnanswered(failure('QBT_SERVER_ERROR', 502))).toBe(false);
  expect(isUnanswered(failure('QBT_UNREACHABLE'))).toBe(false);
  expect(isUnanswered(Object.assign(new Error('x'), { code: 'QBT_TIMEOUT' }))).toBe(false);
  expect(isUnanswered(undefined)).toBe(false);
});
