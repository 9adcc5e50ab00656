import { adviceOf, problemOf } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { CommandError } from '../src/command/run-command.ts';
import { LoginHeldBackError } from '../src/qbittorrent/login-held-back-error.ts';

test.each([
  new CommandError('HOOK_FAILED', 'The hook ended with exit code 1', 'see the log'),
  new LoginHeldBackError('QBT_LOGIN_REJECTED', Date.UTC(2026, 0, 14)),
  new LoginHeldBackError('QBT_BANNED', null),
])('the message "$message" consists of a problem and the advice', (error) => {
  expect(adviceOf(error)).toMatch(/^[a-z].*[^.;]$/);
  expect(error.message).toBe(`${problemOf(error)}; ${adviceOf(error)}`);
});
