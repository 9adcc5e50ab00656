import { TransportFailure } from '@portkeep/http';
import { describe, expect, test } from 'vitest';
import { countedPlace } from '../../test/counted-place.ts';

const DAY = 24 * 60;
const NO_ANSWER = new TransportFailure('timeout', { code: 'ETIMEDOUT', maybeSent: true });

/** Publishes for the given time; a single failed attempt checks for a minute. */
async function run(place: ReturnType<typeof countedPlace>, minutes: number, app = place.start()) {
  const end = place.minutes() + minutes;
  let outcome: Awaited<ReturnType<typeof app.publish>> = 'in';
  while (place.minutes() < end) {
    outcome = await app.publish();
    if (outcome === 'in') break;
    place.pass(0.25);
  }
  return outcome;
}

describe('a wrong password', () => {
  test('a wrong password is sent at once, after 5 minutes, an hour and 6 hours, and then not again', async () => {
    const place = countedPlace();
    const outcome = await run(place, DAY);
    const times = place.loginTimes();
    expect(times).toHaveLength(4);
    expect(times.map((time, index) => Math.round(time - (times[index - 1] ?? 0)))).toEqual([
      0, 5, 60, 360,
    ]);
    expect(outcome).toMatchObject({ code: 'QBT_LOGIN_REJECTED', retryAt: null });
  });

  test.each([
    ['every minute', 1],
    ['every 20 minutes', 20],
    ['every 3 hours', 180],
  ])(
    'a wrong password leads to no ban in 24 hours with a restart %s and with once and doctor in between',
    async (_, every) => {
      const place = countedPlace();
      for (let restart = 0; place.minutes() < DAY; restart += 1) {
        const app = place.start();
        if (restart % 3 === 1) await app.tryOnce();
        else await run(place, every, app);
        place.pass(every / 4);
      }
      expect(place.rejected().length).toBeLessThanOrEqual(4);
      expect(place.rejected().length).toBeGreaterThanOrEqual(3);
      expect(place.banned()).toEqual([]);
      place.password = 'adminadmin';
      expect(await place.start().publish()).toBe('in');
    },
  );

  test('a wrong password leads to no ban when the app is killed during the login at each start', async () => {
    const place = countedPlace();
    for (let restart = 0; restart < 50; restart += 1) {
      const { logins, session } = place.start();
      logins.rejected = () => Promise.reject(new Error('killed'));
      await session.login().catch(() => undefined);
      place.pass(1);
    }
    expect(place.simulator.logins).toHaveLength(4);
  });

  test('a wrong password leads to no ban when the answer never comes in time', async () => {
    const place = countedPlace();
    place.lost = NO_ANSWER;
    for (let restart = 0; restart < 10; restart += 1) await run(place, 60);
    expect(place.rejected().length).toBeLessThanOrEqual(4);
    expect(place.banned()).toEqual([]);
  });

  test('a wrong password leads to no ban within one run while the state cannot be written', async () => {
    const place = countedPlace();
    place.writable = false;
    await run(place, 500);
    expect(place.rejected()).toHaveLength(4);
  });

  test('a wrong password is counted in memory if there is no state file', async () => {
    const place = countedPlace({ keeps: false });
    await run(place, 500);
    expect(place.rejected()).toHaveLength(4);
    expect(place.kept()).toEqual([]);
  });

  test('a wrong password is sent neither earlier nor later when the clock is set', async () => {
    const place = countedPlace();
    const app = place.start();
    await app.publish();
    for (const days of [400, -400, 0]) {
      place.setWallClock(days);
      expect(await app.tryOnce()).toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
    }
    place.setWallClock(-400);
    place.pass(5);
    await app.tryOnce();
    expect(place.rejected()).toHaveLength(2);
    // After a restart, the wait is never longer than it was originally.
    place.setWallClock(-800);
    const again = place.start();
    await again.tryOnce();
    place.pass(60);
    await again.tryOnce();
    expect(place.rejected()).toHaveLength(3);
  });

  test('a wrong password is not revealed by the state', async () => {
    const place = countedPlace();
    await place.start().publish();
    expect(place.kept()).toEqual([
      {
        host: 'localhost:8080',
        user: 'admin',
        credentials: expect.stringMatching(/^hash of/),
        tries: 1,
        not_before: '2026-01-14T00:05:00.000Z',
      },
    ]);
  });
});

describe('a refused login is tried again', () => {
  async function refused(tries = 4) {
    const place = countedPlace();
    const app = place.start();
    for (let count = 0; count < tries; count += 1) {
      await app.tryOnce();
      place.pass(361);
    }
    expect(place.rejected()).toHaveLength(tries);
    return { place, app };
  }

  test('a refused login is tried again when the same password is later set in qBittorrent', async () => {
    const { place, app } = await refused(1);
    place.simulator.changePreferenceByHand({ web_ui_password: place.password });
    expect(await run(place, 10, app)).toBe('in');
    expect(place.kept()).toEqual([]);
  });

  test('a refused login is tried again at once when the secret changed, also after a restart', async () => {
    const { place, app } = await refused();
    place.password = 'adminadmin';
    expect(await app.publish()).toBe('in');
    const { place: other } = await refused();
    other.password = 'adminadmin';
    expect(await other.start().publish()).toBe('in');
  });

  test('a refused login is tried again at once when another user or host is configured', async () => {
    const { place } = await refused();
    place.user = 'someone';
    await place.start().tryOnce();
    expect(place.simulator.logins.at(-1)).toMatchObject({ username: 'someone' });
    expect(place.kept()).toHaveLength(2);
  });

  test('a refused login is tried again at once when the user asks for it', async () => {
    const { place, app } = await refused();
    app.sink.allowLogin();
    await app.tryOnce();
    expect(place.simulator.logins).toHaveLength(5);
  });

  test('a refused login is tried again at once when the app saw that qBittorrent had stopped', async () => {
    const { place, app } = await refused();
    await app.publish();
    place.simulator.setFault({ kind: 'down' });
    expect(await app.publish()).toMatchObject({ code: 'QBT_UNREACHABLE' });
    place.simulator.clearFaults();
    place.simulator.restart();
    place.simulator.changePreferenceByHand({ web_ui_password: place.password });
    expect(await app.publish()).toBe('in');
  });

  test('a refused login is not tried again when another secret was refused in between', async () => {
    const { place, app } = await refused();
    const first = place.password;
    place.password = 'also wrong?';
    place.simulator.restart();
    await app.tryOnce();
    place.password = first;
    await app.tryOnce();
    await place.start().tryOnce();
    expect(place.simulator.logins).toHaveLength(5);
  });
});

test('accepted logins never lead to a wait, however often the app starts', async () => {
  const place = countedPlace();
  place.password = 'adminadmin';
  for (let start = 0; start < 20; start += 1) expect(await place.start().tryOnce()).toBe('in');
  expect(place.kept()).toEqual([]);
});

test('a login that would be accepted is sent again at once after a kill before its answer', async () => {
  const place = countedPlace();
  place.password = 'adminadmin';
  const killed = place.start();
  killed.logins.accepted = () => Promise.reject(new Error('killed'));
  await killed.session.login().catch(() => undefined);
  expect(place.kept()).toMatchObject([{ tries: 1 }]);
  expect(await place.start().tryOnce()).toBe('in');
  expect(place.kept()).toEqual([]);
});

test('an answer from a proxy instead of qBittorrent is not counted as a refused login', async () => {
  const place = countedPlace();
  const app = place.start();
  place.simulator.setFault({ kind: 'wrong-host' });
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect(await app.tryOnce()).toMatchObject({ code: 'QBT_HOST_OR_ORIGIN_REJECTED' });
  }
  expect(place.kept()).toEqual([]);
});

test('a ban that other programs caused is waited out and does not count as a refused login', async () => {
  const place = countedPlace();
  place.password = 'adminadmin';
  place.simulator.setFault({ kind: 'ban' });
  const app = place.start();
  expect(await app.tryOnce()).toMatchObject({ code: 'QBT_BANNED' });
  const { length } = place.simulator.requests;
  expect(await app.tryOnce()).toMatchObject({ code: 'QBT_BANNED' });
  expect(place.simulator.requests).toHaveLength(length);
  place.simulator.clearFaults();
  place.pass(0.2);
  expect(await app.tryOnce()).toBe('in');
});

test('a login during a ban of an hour is tried less and less often', async () => {
  const place = countedPlace();
  place.password = 'adminadmin';
  place.simulator.setFault({ kind: 'ban' });
  const app = place.start();
  await run(place, 59, app);
  expect(place.banned().length).toBeLessThan(12);
  place.simulator.clearFaults();
  expect(await run(place, 61, app)).toBe('in');
});

describe('through a proxy that passes Basic credentials on to qBittorrent 5.2', () => {
  const basic = 'open sesame';

  test('one login is sent in 24 hours with restarts through a proxy that passes Basic credentials on, and the message says what to do', async () => {
    const place = countedPlace({ dialect: '5.2', basic });
    place.password = 'adminadmin';
    let outcome: unknown;
    while (place.minutes() < DAY) {
      const app = place.start();
      outcome = await run(place, 60, app);
      await app.tryOnce();
    }
    expect(place.simulator.logins).toMatchObject([{ result: 'rejected', by: 'basic' }]);
    expect(place.simulator.requests).toHaveLength(1);
    expect(outcome).toMatchObject({
      code: 'QBT_LOGIN_REJECTED',
      retryAt: null,
      message: expect.stringMatching(
        /QBITTORRENT_BASIC_PASS.*nginx: proxy_set_header Authorization "";.*SIGHUP/,
      ),
    });
  });

  test('one request is sent without a configured login through a proxy that passes Basic credentials on', async () => {
    const place = countedPlace({ dialect: '5.2', basic, needsLogin: false });
    const app = place.start();
    const outcome = await run(place, 60, app);
    expect(place.simulator.requests).toHaveLength(1);
    expect(outcome).toMatchObject({
      retryAt: null,
      message: expect.stringContaining('proxy_set_header Authorization "";'),
    });
  });

  test('another login is sent after SIGHUP or with another secret of a proxy that passes Basic credentials on', async () => {
    let password = basic;
    const place = countedPlace({ dialect: '5.2', basic: () => password });
    place.password = 'adminadmin';
    const app = place.start();
    await run(place, 60, app);
    app.sink.allowLogin();
    await run(place, 60, app);
    expect(place.simulator.logins).toHaveLength(2);
    password = 'another';
    await run(place, 60, place.start());
    expect(place.simulator.logins).toHaveLength(3);
  });
});
