import { beforeEach, expect, test, vi } from 'vitest';
import { LeaseSourceScene, lease, live } from '../../test/lease-source-scene.ts';

let scene: LeaseSourceScene;
beforeEach(() => {
  scene = new LeaseSourceScene();
});

const asked = () => scene.calls.filter((call) => call.startsWith('sign')).length;
const bound = () =>
  scene.calls.filter((call) => call.startsWith('bind')).map((call) => call.slice(13, 18));

test('a new port that the app does not accept is not bound, and another is requested', async () => {
  scene.accepts = (port) => port !== 40_001;
  expect((await (await scene.start()).acquire(live())).value.port).toBe(40_002);
  expect(bound()).toEqual(['40002']);
  expect(scene.troubles).toEqual(['The port cannot be bound here; requesting another']);
  await vi.waitFor(() => expect(scene.saved().claim?.port).toBe(40_002));
  expect(scene.saved().next_claim).toBeUndefined();
});

test('a saved port that the app does not accept any more is replaced without being bound', async () => {
  scene.savedClaim(30);
  scene.accepts = (port) => port !== 40_000;
  expect((await (await scene.start()).acquire(live())).value.port).toBe(40_001);
  expect(bound()).toEqual(['40001']);
});

test('an attempt requests at most three other ports when none of them is accepted', async () => {
  scene.savedClaim(30);
  scene.accepts = () => false;
  const failed = (await scene.start()).acquire(live());
  await expect(failed).rejects.toMatchObject({ code: 'PORT_NOT_ACCEPTED', port: 40_003 });
  await expect(failed).rejects.toThrow(/^Cannot use port 40003: this program does not accept it; /);
  expect(asked()).toBe(3);
  expect(bound()).toEqual([]);
});

test('the next attempt tries the port that was given last before it requests more', async () => {
  scene.savedClaim(30);
  scene.accepts = () => false;
  const source = await scene.start();
  await source.acquire(live()).catch(() => undefined);
  scene.accepts = (port) => port === 40_003;
  expect((await source.acquire(live())).value.port).toBe(40_003);
  expect(asked()).toBe(3);
});

test('a port that ends soon stays in use when the one that should replace it is not accepted', async () => {
  scene.savedClaim(3);
  scene.accepts = (port) => port !== 40_001;
  const source = await scene.start();
  expect((await source.renew(lease, live())).value.port).toBe(40_000);
  await vi.waitFor(() => expect(scene.saved().next_claim).toBeUndefined());
  expect((await source.renew(lease, live())).value.port).toBe(40_002);
});

test('every port is accepted when the app has no rule', async () => {
  expect((await (await scene.start()).acquire(live())).value.port).toBe(40_001);
});
