import { PiaError } from '@portkeep/pia-client/core';
import { beforeEach, expect, test, vi } from 'vitest';
import { TokenScene } from '../../test/token-scene.ts';

const HOUR = 3_600_000;
let scene: TokenScene;
let signal: AbortSignal;

beforeEach(() => {
  scene = new TokenScene();
  ({ signal } = scene);
});

test('a token is used for 23 hours, across restarts too, with one login', async () => {
  expect(await (await scene.start()).getToken(signal)).toBe('token-1');
  scene.now += 23 * HOUR - 1;
  expect(await (await scene.start()).getToken(signal)).toBe('token-1');
  scene.now += 1;
  expect(await (await scene.start()).getToken(signal)).toBe('token-2');
});

test('the state contains the token in no readable form', async () => {
  await (await scene.start()).getToken(signal);
  expect(scene.store.contents).not.toContain('token-1');
  expect(scene.store.contents).not.toContain('right');
});

test('a refused login is not repeated for 15 minutes, across restarts too', async () => {
  scene.answer = () => {
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait', { status: 401 });
  };
  await expect((await scene.start()).getToken(signal)).rejects.toMatchObject({
    code: 'PIA_CREDENTIALS_REJECTED',
  });
  for (let restart = 0; restart < 20; restart += 1) {
    scene.now += 44_000;
    await expect((await scene.start()).getToken(signal)).rejects.toThrow(
      'before 2026-01-14T19:45:00Z',
    );
  }
  expect(scene.logins).toBe(1);
  scene.now = Date.parse('2026-01-14T19:45:00Z');
  await expect((await scene.start()).getToken(signal)).rejects.toThrow('Cannot log in');
  expect(scene.logins).toBe(2);
});

test('a corrected password is tried at once', async () => {
  scene.answer = () => {
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait', { status: 401 });
  };
  const keeper = await scene.start();
  await expect(keeper.getToken(signal)).rejects.toThrow();
  scene.password = 'corrected';
  scene.answer = () => 'good';
  expect(await keeper.getToken(signal)).toBe('good');
});

test('a login that never reached PIA may be tried again at once, across restarts too', async () => {
  scene.answer = () => {
    throw new PiaError('PIA_UNREACHABLE', 'No name', 'wait', { maybeSent: false });
  };
  await expect((await scene.start()).getToken(signal)).rejects.toThrow('No name');
  scene.answer = () => 'good';
  expect(await (await scene.start()).getToken(signal)).toBe('good');
});

test('after a login without an answer the next one waits, even when the process ended in between', async () => {
  scene.answer = () => {
    throw new PiaError('PIA_TIMEOUT', 'No answer', 'wait', { maybeSent: true });
  };
  await expect((await scene.start()).getToken(signal)).rejects.toThrow('No answer');
  await expect((await scene.start()).getToken(signal)).rejects.toThrow(
    'before 2026-01-14T19:31:00Z',
  );
  scene.now += 60_000;

  scene.account = () => new Promise(() => {});
  void (await scene.start()).getToken(signal);
  await vi.waitFor(() => expect(scene.logins).toBe(2));
  // As after kill -9.
  await expect((await scene.start()).getToken(signal)).rejects.toThrow(
    'before 2026-01-14T19:36:00Z',
  );
  expect(scene.logins).toBe(2);
});

test('a login that never reached PIA does not cancel the wait that came before it', async () => {
  const timeout = () => {
    throw new PiaError('PIA_TIMEOUT', 'No answer', 'wait', { maybeSent: true });
  };
  scene.answer = timeout;
  await expect((await scene.start()).getToken(signal)).rejects.toThrow('No answer');
  scene.now += 60_000;
  scene.answer = () => {
    throw new PiaError('PIA_UNREACHABLE', 'No name', 'wait', { maybeSent: false });
  };
  await expect((await scene.start()).getToken(signal)).rejects.toThrow('No name');
  scene.answer = timeout;
  await expect((await scene.start()).getToken(signal)).rejects.toThrow('No answer');
  await expect((await scene.start()).getToken(signal)).rejects.toThrow(
    'before 2026-01-14T19:36:00Z',
  );
});

test('there is one login at a time, and it continues when no caller waits for it any more', async () => {
  let finish = (_token: string) => {};
  scene.account = () =>
    new Promise((resolve) => {
      finish = (token) => resolve({ token, expiresAt: new Date() });
    });
  const keeper = await scene.start();
  const impatient = new AbortController();
  const first = keeper.getToken(impatient.signal);
  await vi.waitFor(() => expect(scene.logins).toBe(1));
  impatient.abort(new Error('the network changed'));
  await expect(first).rejects.toThrow('the network changed');
  await keeper.assertAvailable();
  const second = keeper.getToken(signal);
  await vi.waitFor(() => expect(scene.logins).toBe(1));
  finish('late');
  expect(await second).toBe('late');
  expect(await (await scene.start()).getToken(signal)).toBe('late');
  expect(scene.logins).toBe(1);
});

test('a login with a corrected password is not confused with the one still in progress', async () => {
  let refuse = () => {};
  scene.account = () =>
    new Promise((_resolve, reject) => {
      refuse = () =>
        reject(new PiaError('PIA_CREDENTIALS_REJECTED', 'Refused', 'wait', { status: 401 }));
    });
  const keeper = await scene.start();
  const first = keeper.getToken(signal);
  await vi.waitFor(() => expect(scene.logins).toBe(1));
  scene.password = 'corrected';
  const second = keeper.getToken(signal);
  scene.account = undefined;
  refuse();
  await expect(first).rejects.toThrow('Refused');
  expect(await second).toBe('token-2');
});

test('a login that was refused with an unknown code leads to the same wait as a known one', async () => {
  scene.answer = () => {
    throw new PiaError('PIA_UNEXPECTED_RESPONSE', 'Cannot log in', 'wait', { status: 423 });
  };
  const keeper = await scene.start();
  await expect(keeper.getToken(signal)).rejects.toMatchObject({ code: 'PIA_UNEXPECTED_RESPONSE' });
  await expect(keeper.getToken(signal)).rejects.toThrow('before 2026-01-14T19:45:00Z');
  expect(scene.logins).toBe(1);
});

test('there is no login without a state that can be written', async () => {
  scene.store.writable = false;
  await expect((await scene.start()).getToken(signal)).rejects.toMatchObject({ code: 'EACCES' });
  expect(scene.logins).toBe(0);
});

test('a token that could not be saved to disk is not requested again', async () => {
  scene.answer = () => {
    scene.store.writable = false;
    return `token-${scene.logins}`;
  };
  const keeper = await scene.start();
  await expect(keeper.getToken(signal)).rejects.toMatchObject({ code: 'EACCES' });
  await expect(keeper.assertAvailable()).rejects.toMatchObject({ code: 'EACCES' });
  scene.store.writable = true;
  expect(await keeper.getToken(signal)).toBe('token-1');
  expect(await (await scene.start()).getToken(signal)).toBe('token-1');
  expect(scene.logins).toBe(1);
});

test('a refusal that could not be saved to disk is not forgotten, unless SIGHUP allows the next login', async () => {
  scene.answer = () => {
    scene.store.writable = false;
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait', { status: 401 });
  };
  const keeper = await scene.start();
  await expect(keeper.getToken(signal)).rejects.toThrow();
  await expect(keeper.getToken(signal)).rejects.toMatchObject({ code: 'EACCES' });
  scene.store.writable = true;
  await expect(keeper.getToken(signal)).rejects.toThrow('before 2026-01-14T19:45:00Z');
  expect(scene.logins).toBe(1);

  const other = await scene.start();
  await other.allowLogin();
  await expect(other.getToken(signal)).rejects.toThrow();
  await expect(other.allowLogin()).rejects.toMatchObject({ code: 'EACCES' });
  scene.store.writable = true;
  scene.answer = () => 'good';
  expect(await other.getToken(signal)).toBe('good');
});

test('SIGHUP allows the next login', async () => {
  scene.answer = () => {
    throw new PiaError('PIA_RATE_LIMITED', 'Slow down', 'wait', {
      status: 429,
      retryAfterSeconds: 7200,
    });
  };
  const keeper = await scene.start();
  await expect(keeper.getToken(signal)).rejects.toThrow();
  await expect(keeper.assertAvailable()).rejects.toMatchObject({ code: 'PIA_RATE_LIMITED' });
  await keeper.allowLogin();
  scene.answer = () => 'good';
  await keeper.assertAvailable();
  expect(await keeper.getToken(signal)).toBe('good');
});

test('the time of the next login is known without sending a request', async () => {
  const keeper = await scene.start();
  expect(keeper.loginAllowedAt).toBeUndefined();
  scene.answer = () => {
    throw new PiaError('PIA_CREDENTIALS_REJECTED', 'Cannot log in', 'wait', { status: 401 });
  };
  await expect(keeper.getToken(signal)).rejects.toThrow();
  expect(keeper.loginAllowedAt).toBe(scene.now + 900_000);
  scene.now += 900_000;
  expect(keeper.loginAllowedAt).toBeUndefined();
  scene.answer = () => 'good';
  await keeper.getToken(signal);
  expect(keeper.loginAllowedAt).toBeUndefined();
});

test('a token from the future is not trusted', async () => {
  await (await scene.start()).getToken(signal);
  scene.now -= HOUR;
  expect(await (await scene.start()).getToken(signal)).toBe('token-2');
});
