import { beforeEach, expect, test } from 'vitest';
import { LeaseSourceScene, lease, live } from '../../test/lease-source-scene.ts';
import { LoginWaitError } from '../login/login-wait-error.ts';

const wait = { at: '2026-01-14T19:45:00Z', wait_seconds: 900, credentials: 'x' };
const refusedLogin = new LoginWaitError({ ...wait, reason: 'PIA_CREDENTIALS_REJECTED' }, 0);
const forged = new Error('The gateway is not in the list');

let scene: LeaseSourceScene;
beforeEach(() => {
  scene = new LeaseSourceScene();
});

test('a refused login stops neither the bind of a saved claim nor its renewals', async () => {
  scene.savedClaim(30);
  scene.loginWait = refusedLogin;
  const source = await scene.start();
  expect((await source.acquire(live())).value.port).toBe(40_000);
  expect((await source.renew(lease, live())).value.port).toBe(40_000);
  expect(scene.troubles).toEqual([]);
});

test('a claim that ends soon stays in use while a refused login prevents its replacement', async () => {
  scene.savedClaim(3);
  scene.loginWait = refusedLogin;
  const source = await scene.start();
  expect((await source.renew(lease, live())).value.port).toBe(40_000);
  expect((await source.renew(lease, live())).value.port).toBe(40_000);
  expect(scene.saved().claim?.port).toBe(40_000);
});

test('without a claim a refused login ends the attempt before any gateway is looked for', async () => {
  scene.loginWait = refusedLogin;
  await expect((await scene.start()).acquire(live())).rejects.toBe(refusedLogin);
  expect(scene.calls).toEqual([]);
});

test('a gateway that is not confirmed gets no token, and still binds a saved claim', async () => {
  scene.unconfirmed = forged;
  await expect((await scene.start()).acquire(live())).rejects.toBe(forged);
  expect(scene.calls).toEqual(['find', 'confirm']);
  scene.savedClaim(3);
  expect((await (await scene.start()).renew(lease, live())).value.port).toBe(40_000);
  expect(scene.calls).not.toContain('token');
});

test.each([
  'PIA_SERVER_ERROR',
  'PIA_TIMEOUT',
  'PIA_RATE_LIMITED',
  'PIA_UNEXPECTED_RESPONSE',
] as const)(
  'a failure of getSignature with %s says nothing against the token, which is kept',
  async (code) => {
    scene.signOutcomes = [code];
    scene.mayLogInAgain = true;
    await expect((await scene.start()).acquire(live())).rejects.toMatchObject({ code });
    expect(scene.calls.filter((call) => call.startsWith('token'))).toEqual(['token']);
  },
);
