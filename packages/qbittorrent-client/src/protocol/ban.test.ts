import { expect, test } from 'vitest';
import { page } from '../../test/fake-proxy.ts';
import { text } from '../../test/fake-qbittorrent.ts';
import { banWait, isBan } from './ban.ts';

const ENGLISH = 'Your IP address has been banned after too many failed authentication attempts.';
const GERMAN =
  'Ihre IP-Adresse wurde nach zu vielen fehlerhaften Authentisierungversuchen gebannt.';

test('a ban is recognised in English after each request', () => {
  expect(isBan(text(403, ENGLISH))).toBe(true);
  expect(isBan(text(401, ENGLISH))).toBe(false);
});

test('a ban is recognised in another language of the Web UI after a login', () => {
  expect(isBan(text(403, GERMAN), true)).toBe(true);
  expect(isBan(text(403, GERMAN))).toBe(false);
});

test.each([text(403, 'Forbidden'), text(403, ''), page(403), text(200, GERMAN)])(
  'another refusal of a login is not a ban: $status $body',
  (reply) => expect(isBan(reply, true)).toBe(false),
);

test('the wait for the end of a ban doubles from 10 s to an hour', () => {
  expect([0, 1, 2, 8, 9, 1_000].map(banWait)).toEqual([10, 20, 40, 2560, 3600, 3600]);
});
