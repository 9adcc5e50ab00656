import { FakeClock } from '@portkeep/port-lease/testing';
import { expect, test } from 'vitest';
import { CountedLogins } from './counted-logins.ts';
import type { RefusedLogin } from './refused-login.ts';

const clock = new FakeClock();
let kept: readonly RefusedLogin[] = [];
const store = {
  load: () => kept,
  async save(logins: readonly RefusedLogin[]) {
    kept = logins;
  },
  fingerprint: async (secret: string) => `hash of ${secret}`,
};
const loginsOf = (host: string, user: string) => new CountedLogins({ host, user, store, clock });
const secret = 'a secret that both have';

async function refuse(logins: CountedLogins): Promise<void> {
  await logins.admit(secret);
  await logins.rejected(secret);
}

test('a login that one qBittorrent accepts does not allow the same one at another that refused it', async () => {
  kept = [];
  await refuse(loginsOf('one:8080', 'admin'));
  await refuse(loginsOf('two:8080', 'admin'));
  await loginsOf('one:8080', 'admin').accepted();
  expect(kept).toMatchObject([{ host: 'two:8080', user: 'admin', tries: 1 }]);
  await expect(loginsOf('two:8080', 'admin').admit(secret)).rejects.toMatchObject({
    code: 'QBT_LOGIN_REJECTED',
  });
  await loginsOf('one:8080', 'admin').admit(secret);
});

test('a refused login does not count for another user, who may have the same password', async () => {
  kept = [];
  await refuse(loginsOf('one:8080', 'admin'));
  await loginsOf('one:8080', 'guest').admit(secret);
  expect(kept.map(({ user, tries }) => [user, tries])).toEqual([
    ['admin', 1],
    ['guest', 1],
  ]);
});
