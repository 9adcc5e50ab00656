import { PiaError } from '@portkeep/pia-client/core';
import { beforeEach, expect, test } from 'vitest';
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

beforeEach(() => {
  now = Date.parse('2026-01-14T19:30:00Z');
  store = new MemoryStore();
  password = 'right';
  logins = 0;
  answer = () => `token-${logins}`;
});

async function start(): Promise<TokenKeeper> {
  const state = new StateKeeper(store);
  await state.load();
  return new TokenKeeper({
    state,
    now: () => now,
    deriveKey: quickCredentialKey,
    credentials: () => ({ username: 'p1234567', password }),
    account: {
      getToken: async () => {
        logins += 1;
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
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait');
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
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait');
  };
  const keeper = await start();
  await expect(keeper.getToken(signal)).rejects.toThrow();
  password = 'corrected';
  answer = () => 'good';
  expect(await keeper.getToken(signal)).toBe('good');
});

test('a failing network is no refusal: the next try may log in', async () => {
  answer = () => {
    throw new PiaError('PIA_TIMEOUT', 'No answer', 'wait');
  };
  const keeper = await start();
  await expect(keeper.getToken(signal)).rejects.toThrow();
  answer = () => 'good';
  expect(await keeper.getToken(signal)).toBe('good');
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
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait');
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
  await other.allowLogin();
  store.writable = true;
  answer = () => 'good';
  expect(await other.getToken(signal)).toBe('good');
});

test('SIGHUP allows the next login', async () => {
  answer = () => {
    throw new PiaError('PIA_RATE_LIMITED', 'Slow down', 'wait', { retryAfterSeconds: 7200 });
  };
  const keeper = await start();
  await expect(keeper.getToken(signal)).rejects.toThrow();
  await expect(keeper.assertAvailable()).rejects.toMatchObject({ code: 'PIA_RATE_LIMITED' });
  await keeper.allowLogin();
  answer = () => 'good';
  await keeper.assertAvailable();
  expect(await keeper.getToken(signal)).toBe('good');
});

test('a doubted token is given up only when it is an hour old', async () => {
  const keeper = await start();
  await keeper.getToken(signal);
  expect(await keeper.suspect()).toBe(false);
  expect(await keeper.getToken(signal)).toBe('token-1');
  now += HOUR;
  expect(await keeper.suspect()).toBe(true);
  expect(await keeper.getToken(signal)).toBe('token-2');
});

test('a token from the future is not trusted', async () => {
  await (await start()).getToken(signal);
  now -= HOUR;
  expect(await (await start()).getToken(signal)).toBe('token-2');
});
