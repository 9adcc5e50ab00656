import { expect, test } from 'vitest';
import { LoginHeldBackError } from './login-held-back-error.ts';

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
