import { expect, test } from 'vitest';
import { LoginHeldBackError } from './login-held-back-error.ts';

test.each([
  ['basic-refused', 'correct QBITTORRENT_BASIC_USER and QBITTORRENT_BASIC_PASS; ', false],
  ['authorization-refused', 'check QBITTORRENT_USER and QBITTORRENT_PASS', true],
  [undefined, 'correct QBITTORRENT_BASIC_USER and QBITTORRENT_BASIC_PASS, check', false],
] as const)(
  'the advice for a login that was refused through a proxy depends on the reason: %s',
  (reason, advice, isAboutPassword) => {
    const error = new LoginHeldBackError('QBT_LOGIN_REJECTED', null, { problem: 'No', reason });
    expect(error.message).toMatch(/^No; /);
    expect(error.advice.startsWith(advice)).toBe(true);
    expect(error.isAboutPassword).toBe(isAboutPassword);
  },
);

const AT_ONCE = 'at once after SIGHUP, a restart of qBittorrent or a change of the secret';

test.each(['QBT_LOGIN_REJECTED', 'QBT_BANNED'] as const)(
  'the error %s says when the login is sent again, or that only a change helps',
  (code) => {
    const waits = new LoginHeldBackError(code, Date.UTC(2026, 0, 14, 6));
    expect(waits.message).toContain(`tried again at 2026-01-14T06:00:00Z, and ${AT_ONCE}`);
    const stays = new LoginHeldBackError(code, null);
    expect(stays.message).toContain('it is not tried again now');
    expect(stays.message).toContain(AT_ONCE);
    expect(stays.message).not.toMatch(/\d{4}-/);
  },
);
