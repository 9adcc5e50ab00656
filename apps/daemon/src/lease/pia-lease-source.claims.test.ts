import { beforeEach, expect, test } from 'vitest';
import { DAY, LeaseSourceScene, lease, live, NOW } from '../../test/lease-source-scene.ts';

let scene: LeaseSourceScene;
beforeEach(() => {
  scene = new LeaseSourceScene();
});

test.each(['PIA_BAD_SIGNATURE', 'PIA_PORT_BUSY', 'PIA_CLAIM_EXPIRED'] as const)(
  '%s makes another claim, at most three in an attempt',
  async (code) => {
    scene.savedClaim(30);
    scene.bindOutcomes = [code];
    expect((await (await scene.start()).acquire(live())).value.port).toBe(40_001);
    scene.bindOutcomes = [code, code, code, code, code, code];
    scene.calls = [];
    await expect((await scene.start()).acquire(live())).rejects.toMatchObject({ code });
    expect(scene.calls.filter((call) => call.startsWith('sign'))).toHaveLength(3);
  },
);

test('the first claim of a daemon that has none does not count as one of the three', async () => {
  scene.bindOutcomes = ['PIA_PORT_BUSY', 'PIA_PORT_BUSY', 'PIA_PORT_BUSY', undefined];
  expect((await (await scene.start()).acquire(live())).value.port).toBe(40_004);
});

test('a claim with less than seven days left is replaced by one new claim', async () => {
  scene.savedClaim(6.9);
  expect((await (await scene.start()).acquire(live())).value.port).toBe(40_001);
  expect(scene.calls.filter((call) => call.startsWith('bind'))).toEqual([
    'bind payload-40001 on amsterdam447',
  ]);
});

test('an ending claim that cannot be replaced serves on, and is not forgotten', async () => {
  scene.savedClaim(3);
  scene.signOutcomes = ['PIA_SERVER_ERROR'];
  expect((await (await scene.start()).acquire(live())).value.port).toBe(40_000);
  expect(scene.saved().claim?.port).toBe(40_000);
  expect(scene.troubles).toHaveLength(1);
});

test('by a clock that runs far ahead a new claim seems to end at once, and is kept all the same', async () => {
  const source = await scene.start();
  const ahead = 70 * DAY;
  scene.now += ahead;
  scene.nextPort = 50_000;
  scene.endsAt = () => new Date(NOW + 62 * DAY);
  expect((await source.acquire(live())).value.port).toBe(50_000);
  scene.now += 900_000;
  expect((await source.renew(lease, live())).value.port).toBe(50_000);
});

test('a claim that is over is not bound', async () => {
  scene.savedClaim(-1);
  await (await scene.start()).acquire(live());
  expect(scene.calls.filter((call) => call.includes('40000'))).toEqual([]);
});

test('a claim that cannot be written is not bound', async () => {
  scene.store.writable = false;
  await expect((await scene.start()).acquire(live())).rejects.toMatchObject({ code: 'EACCES' });
  expect(scene.calls.filter((call) => call.startsWith('bind'))).toEqual([]);
});
