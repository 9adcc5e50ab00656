import { beforeEach, expect, test } from 'vitest';
import { TokenScene } from '../../test/token-scene.ts';

const HOUR = 3_600_000;
let scene: TokenScene;
let signal: AbortSignal;

beforeEach(() => {
  scene = new TokenScene();
  ({ signal } = scene);
});

test('a refused token is replaced at once, and then after 15 minutes, 1, 6 and 23 hours', async () => {
  await (await scene.start()).getToken(signal);
  const replaced: number[] = [];
  const begun = scene.now;
  for (let minute = 0; minute < 60 * 60; minute += 1) {
    const keeper = await scene.start();
    await keeper.getToken(signal);
    if (await keeper.refused()) replaced.push((scene.now - begun) / HOUR);
    scene.now += 60_000;
  }
  expect(replaced).toEqual([0, 0.25, 1.25, 7.25, 30.25, 53.25]);
});

test('a token that was accepted is replaced at once when it is refused later', async () => {
  const keeper = await scene.start();
  await keeper.getToken(signal);
  expect(await keeper.refused()).toBe(true);
  await keeper.getToken(signal);
  expect(await keeper.refused()).toBe(false);
  await scene.state.update(keeper.accepted());
  expect(await keeper.refused()).toBe(true);
});

test('SIGHUP discards a token whose last use was refused, and no other', async () => {
  const keeper = await scene.start();
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
  const restarted = await scene.start();
  await restarted.allowLogin();
  expect(await restarted.getToken(signal)).toBe('token-4');

  await restarted.refused();
  await restarted.getToken(signal);
  expect(await restarted.refused()).toBe(false);
  await scene.state.update(restarted.accepted());
  await restarted.allowLogin();
  expect(await restarted.getToken(signal), 'it was accepted since').toBe('token-5');
});
