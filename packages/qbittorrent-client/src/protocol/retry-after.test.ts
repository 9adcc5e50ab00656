import { describe, expect, it } from 'vitest';
import { text } from '../../test/fake-qbittorrent.ts';
import { version } from '../endpoints/app/versions.ts';
import { decodeReply } from './decode-reply.ts';
import { retryAfterSeconds } from './retry-after.ts';

const NOW = Date.parse('2026-01-14T19:30:00.500Z');

function replyWith(header: string | undefined, status = 429) {
  return { ...text(status, ''), headers: { 'retry-after': header } };
}

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    ['0', 0],
    ['Wed, 14 Jan 2026 19:31:00 GMT', 60],
    ['Wed, 14 Jan 2026 19:00:00 GMT', 0],
    [' 120 ', 120],
    ['99999999999999999999', undefined],
    ['2027-01-01', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['Soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j means %s seconds', (header, expected) => {
    expect(retryAfterSeconds(replyWith(header), NOW)).toBe(expected);
  });

  it.each([
    [429, 'QBT_RATE_LIMITED', 60],
    [503, 'QBT_SERVER_ERROR', 60],
    [404, 'QBT_NOT_FOUND', undefined],
  ])('of a %i comes with %s', (status, code, seconds) => {
    const decode = () =>
      decodeReply(version, replyWith('Wed, 14 Jan 2026 19:31:00 GMT', status), true, NOW);
    expect(decode).toThrow(expect.objectContaining({ code, status, retryAfterSeconds: seconds }));
  });
});
