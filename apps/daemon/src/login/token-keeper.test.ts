import { PiaError, type PiaToken } from '@portkeep/pia-client/core';
import { beforeEach, expect, test, vi } from 'vitest';
import { MemoryStore } from '../../test/memory-store.ts';
import { quickCredentialKey } from '../../test/simulation/quick-credential-key.ts';
import { StateKeeper } from '../state/state-keeper.ts';
import { TokenKeeper } from './token-keeper.ts';

const HOUR = 3_600_000;
const signal = new AbortController().signal;
let now: number;
let store: MemoryStore;
let password: string;
let logins: number;
let answer: () => string;
/** Answers in place of `answer`, in its own time. */
let account: (() => Promise<PiaToken>) | undefined;
let state: StateKeeper;

beforeEach(() => {
  now = Date.parse('2026-01-14T19:30:00Z');
  store = new MemoryStore();
  password = 'right';
  logins = 0;
  answer = () => `token-${logins}`;
  account = undefined;
});

async function start(): Promise<TokenKeeper> {
  state = new StateKeeper(store);
  await state.load();
  return new TokenKeeper({
    state,
    now: () => now,
    signal,
    deriveKey: quickCredentialKey,
    credentials: () => ({ username: 'p1234567', password }),
    account: {
      getToken: async () => {
        logins += 1;
        if (account) return await account();
        return { token: answer(), expiresAt: new Date(now + 24 * HOUR) };
      },
    },
  });
}

test('a token is used for 23 hours, over restarts too, with one login', async () => {
  expect(await (await start()).getToken(signal)).toBe('token-1');
  now += 23 * HOUR - 1;
  expect(await (await start()).getToken(signal)).toBe('token-1');
  now += 1;
  expect(await (await start()).getToken(signal)).toBe('token-2');
});

test('the token stands in no readable form in the state', async () => {
  await (await start()).getToken(signal);
  expect(store.contents).not.toContain('token-1');
  expect(store.contents).not.toContain('right');
});

test('a refused login is not repeated for 15 minutes, over restarts too', async () => {
  answer = () => {
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait', { status: 401 });
  };
  await expect((await start()).getToken(signal)).rejects.toMatchObject({
    code: 'PIA_CREDENTIALS_REJECTED',
  });
  for (let restart = 0; restart < 20; restart += 1) {
    now += 44_000;
    await expect((await start()).getToken(signal)).rejects.toThrow('before 2026-01-14T19:45:00Z');
  }
  expect(logins).toBe(1);
  now = Date.parse('2026-01-14T19:45:00Z');
  await expect((await start()).getToken(signal)).rejects.toThrow('Cannot log in');
  expect(logins).toBe(2);
});

test('a corrected password is tried at once', async () => {
  answer = () => {
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait', { status: 401 });
  };
  const keeper = await start();
  await expect(keeper.getToken(signal)).rejects.toThrow();
  password = 'corrected';
  answer = () => 'good';
  expect(await keeper.getToken(signal)).toBe('good');
});

test('a login that never reached PIA may be tried again at once, over restarts too', async () => {
  answer = () => {
    throw new PiaError('PIA_UNREACHABLE', 'No name', 'wait', { maybeSent: false });
  };
  await expect((await start()).getToken(signal)).rejects.toThrow('No name');
  answer = () => 'good';
  expect(await (await start()).getToken(signal)).toBe('good');
});

test('a login that got no answer waits, also when the process ended before it was over', async () => {
  answer = () => {
    throw new PiaError('PIA_TIMEOUT', 'No answer', 'wait', { maybeSent: true });
  };
  await expect((await start()).getToken(signal)).rejects.toThrow('No answer');
  await expect((await start()).getToken(signal)).rejects.toThrow('before 2026-01-14T19:31:00Z');
  now += 60_000;

  account = () => new Promise(() => {});
  void (await start()).getToken(signal);
  await vi.waitFor(() => expect(logins).toBe(2));
  // As after kill -9.
  await expect((await start()).getToken(signal)).rejects.toThrow('before 2026-01-14T19:36:00Z');
  expect(logins).toBe(2);
});

test('a login that never reached PIA does not forget what was waited for before', async () => {
  const timeout = () => {
    throw new PiaError('PIA_TIMEOUT', 'No answer', 'wait', { maybeSent: true });
  };
  answer = timeout;
  await expect((await start()).getToken(signal)).rejects.toThrow('No answer');
  now += 60_000;
  answer = () => {
    throw new PiaError('PIA_UNREACHABLE', 'No name', 'wait', { maybeSent: false });
  };
  await expect((await start()).getToken(signal)).rejects.toThrow('No name');
  answer = timeout;
  await expect((await start()).getToken(signal)).rejects.toThrow('No answer');
  await expect((await start()).getToken(signal)).rejects.toThrow('before 2026-01-14T19:36:00Z');
});

test('there is one login at a time, and it goes on when nobody waits for it any more', async () => {
  let finish = (_token: string) => {};
  account = () =>
    new Promise((resolve) => {
      finish = (token) => resolve({ token, expiresAt: new Date() });
    });
  const keeper = await start();
  const impatient = new AbortController();
  const first = keeper.getToken(impatient.signal);
  await vi.waitFor(() => expect(logins).toBe(1));
  impatient.abort(new Error('the network changed'));
  await expect(first).rejects.toThrow('the network changed');
  await keeper.assertAvailable();
  const second = keeper.getToken(signal);
  await vi.waitFor(() => expect(logins).toBe(1));
  finish('late');
  expect(await second).toBe('late');
  expect(await (await start()).getToken(signal)).toBe('late');
  expect(logins).toBe(1);
});

test('a login with a password that was corrected meanwhile is not mixed up with the one before', async () => {
  let refuse = () => {};
  account = () =>
    new Promise((_resolve, reject) => {
      refuse = () =>
        reject(new PiaError('PIA_CREDENTIALS_REJECTED', 'Refused', 'wait', { status: 401 }));
    });
  const keeper = await start();
  const first = keeper.getToken(signal);
  await vi.waitFor(() => expect(logins).toBe(1));
  password = 'corrected';
  const second = keeper.getToken(signal);
  account = undefined;
  refuse();
  await expect(first).rejects.toThrow('Refused');
  expect(await second).toBe('token-2');
});

test('a login that was turned down in a way nobody knows is waited out like a refused one', async () => {
  answer = () => {
    throw new PiaError('PIA_UNEXPECTED_RESPONSE', 'Cannot log in', 'wait', { status: 423 });
  };
  const keeper = await start();
  await expect(keeper.getToken(signal)).rejects.toMatchObject({ code: 'PIA_UNEXPECTED_RESPONSE' });
  await expect(keeper.getToken(signal)).rejects.toThrow('before 2026-01-14T19:45:00Z');
  expect(logins).toBe(1);
});

test('without a state that can be written there is no login', async () => {
  store.writable = false;
  await expect((await start()).getToken(signal)).rejects.toMatchObject({ code: 'EACCES' });
  expect(logins).toBe(0);
});

test('a token that the disk did not take is not asked for again', async () => {
  answer = () => {
    store.writable = false;
    return `token-${logins}`;
  };
  const keeper = await start();
  await expect(keeper.getToken(signal)).rejects.toMatchObject({ code: 'EACCES' });
  await expect(keeper.assertAvailable()).rejects.toMatchObject({ code: 'EACCES' });
  store.writable = true;
  expect(await keeper.getToken(signal)).toBe('token-1');
  expect(await (await start()).getToken(signal)).toBe('token-1');
  expect(logins).toBe(1);
});

test('a refusal that the disk did not take is not forgotten, unless SIGHUP says so', async () => {
  answer = () => {
    store.writable = false;
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait', { status: 401 });
  };
  const keeper = await start();
  await expect(keeper.getToken(signal)).rejects.toThrow();
  await expect(keeper.getToken(signal)).rejects.toMatchObject({ code: 'EACCES' });
  store.writable = true;
  await expect(keeper.getToken(signal)).rejects.toThrow('before 2026-01-14T19:45:00Z');
  expect(logins).toBe(1);

  const other = await start();
  await other.allowLogin();
  await expect(other.getToken(signal)).rejects.toThrow();
  await expect(other.allowLogin()).rejects.toMatchObject({ code: 'EACCES' });
  store.writable = true;
  answer = () => 'good';
  expect(await other.getToken(signal)).toBe('good');
});

test('SIGHUP allows the next login', async () => {
  answer = () => {
    throw new PiaError('PIA_RATE_LIMITED', 'Slow down', 'wait', {
      status: 429,
      retryAfterSeconds: 7200,
    });
  };
  const keeper = await start();
  await expect(keeper.getToken(signal)).rejects.toThrow();
  await expect(keeper.assertAvailable()).rejects.toMatchObject({ code: 'PIA_RATE_LIMITED' });
  await keeper.allowLogin();
  answer = () => 'good';
  await keeper.assertAvailable();
  expect(await keeper.getToken(signal)).toBe('good');
});

test('a refused token is replaced at once, and then after 15 minutes, 1, 6 and 23 hours', async () => {
  await (await start()).getToken(signal);
  const replaced: number[] = [];
  const begun = now;
  for (let minute = 0; minute < 60 * 60; minute += 1) {
    const keeper = await start();
    await keeper.getToken(signal);
    if (await keeper.refused()) replaced.push((now - begun) / HOUR);
    now += 60_000;
  }
  expect(replaced).toEqual([0, 0.25, 1.25, 7.25, 30.25, 53.25]);
});

test('a token that was accepted is replaced at once when it is refused later', async () => {
  const keeper = await start();
  await keeper.getToken(signal);
  expect(await keeper.refused()).toBe(true);
  await keeper.getToken(signal);
  expect(await keeper.refused()).toBe(false);
  await state.update(keeper.accepted());
  expect(await keeper.refused()).toBe(true);
});

test('SIGHUP gives up a token whose last use was refused, and no other', async () => {
  const keeper = await start();
  await keeper.getToken(signal);
  await keeper.allowLogin();
  expect(await keeper.getToken(signal)).toBe('token-1');

  await keeper.refused();
  expect(await keeper.getToken(signal)).toBe('token-2');
  await keeper.allowLogin();
  expect(await keeper.getToken(signal), 'it was not used yet').toBe('token-2');

  await keeper.refused();
  await keeper.getToken(signal);
  expect(await keeper.refused()).toBe(false);
  const restarted = await start();
  await restarted.allowLogin();
  expect(await restarted.getToken(signal)).toBe('token-4');

  await restarted.refused();
  await restarted.getToken(signal);
  expect(await restarted.refused()).toBe(false);
  await state.update(restarted.accepted());
  await restarted.allowLogin();
  expect(await restarted.getToken(signal), 'it was accepted since').toBe('token-5');
});

test('what has to wait is known without asking anybody', async () => {
  const keeper = await start();
  expect(keeper.loginAllowedAt).toBeUndefined();
  answer = () => {
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait', { status: 401 });
  };
  await expect(keeper.getToken(signal)).rejects.toThrow();
  expect(keeper.loginAllowedAt).toBe(now + 900_000);
  now += 900_000;
  expect(keeper.loginAllowedAt).toBeUndefined();
  answer = () => 'good';
  await keeper.getToken(signal);
  expect(keeper.loginAllowedAt).toBeUndefined();
});

test('a token from the future is not trusted', async () => {
  await (await start()).getToken(signal);
  now -= HOUR;
  expect(await (await start()).getToken(signal)).toBe('token-2');
});
