import { beforeEach, expect, test, vi } from 'vitest';
import { DAY, LeaseSourceScene, lease, live, NOW } from '../../test/lease-source-scene.ts';

let scene: LeaseSourceScene;
beforeEach(() => {
  scene = new LeaseSourceScene();
});

test.each(['PIA_BAD_SIGNATURE', 'PIA_PORT_BUSY', 'PIA_CLAIM_EXPIRED'] as const)(
  'after %s another claim is requested, at most three in an attempt',
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

/** The ports of the bind requests since the last call, in order. */
function bound(): number[] {
  const ports = scene.calls.flatMap((call) => /^bind payload-(\d+)/.exec(call)?.[1] ?? []);
  scene.calls = [];
  return ports.map(Number);
}

test('a claim with less than seven days left is bound at the start, and replaced soon after', async () => {
  scene.savedClaim(6.9);
  const source = await scene.start();
  const first = await source.acquire(live());
  expect(first.value.port).toBe(40_000);
  expect(first.renewAt).toBe(NOW + 5_000);
  expect(bound()).toEqual([40_000]);
  const second = await source.renew(lease, live());
  expect(second.value.port).toBe(40_001);
  expect(second.renewAt).toBeGreaterThan(NOW + 700_000);
  expect(bound()).toEqual([40_000, 40_001]);
  await vi.waitFor(() => expect(scene.saved().claim?.port).toBe(40_001));
  expect(scene.saved().next_claim).toBeUndefined();
  expect((await source.renew(lease, live())).value.port).toBe(40_001);
  expect(bound()).toEqual([40_001]);
});

test('both claims are kept until the newer one is bound, across restarts too', async () => {
  scene.savedClaim(3);
  const source = await scene.start();
  await source.acquire(live());
  scene.bindOutcomes = [undefined, 'PIA_TIMEOUT'];
  expect((await source.renew(lease, live())).value.port).toBe(40_000);
  expect(scene.saved()).toMatchObject({ claim: { port: 40_000 }, next_claim: { port: 40_001 } });

  const restarted = await scene.start();
  expect((await restarted.acquire(live())).value.port).toBe(40_000);
  expect((await restarted.renew(lease, live())).value.port).toBe(40_001);
  expect(scene.calls.filter((call) => call.startsWith('sign'))).toHaveLength(1);
});

test('a newer claim that is refused is not tried again', async () => {
  scene.savedClaim(3);
  const source = await scene.start();
  scene.bindOutcomes = [undefined, 'PIA_PORT_BUSY'];
  expect((await source.renew(lease, live())).value.port).toBe(40_000);
  await vi.waitFor(() => expect(scene.saved().next_claim).toBeUndefined());
  expect((await source.renew(lease, live())).value.port).toBe(40_002);
});

test('an ending claim that cannot be replaced stays in use, and is not forgotten', async () => {
  scene.savedClaim(3);
  scene.signOutcomes = ['PIA_SERVER_ERROR'];
  const source = await scene.start();
  const { value, renewAt } = await source.renew(lease, live());
  expect(value.port).toBe(40_000);
  expect(renewAt).toBeGreaterThan(NOW + 700_000);
  expect(scene.saved().claim?.port).toBe(40_000);
  expect(scene.troubles).toHaveLength(1);
});

test.each([
  ['runs 70 days ahead', 70 * DAY],
  ['runs 70 days behind', -70 * DAY],
])('a clock that %s does not cost the saved port', async (_how, off) => {
  scene.savedClaim(30);
  scene.now = NOW + off;
  scene.repliedAt = () => new Date(NOW);
  const source = await scene.start();
  expect((await source.acquire(live())).value.port).toBe(40_000);
  expect((await source.renew(lease, live())).value.port).toBe(40_000);
  for (const code of ['PIA_SERVER_ERROR', 'PIA_UNEXPECTED_RESPONSE', 'PIA_TIMEOUT'] as const) {
    scene.bindOutcomes = [code];
    await expect(source.renew(lease, live())).rejects.toMatchObject({ code });
  }
  expect(scene.calls.filter((call) => call.startsWith('sign'))).toEqual([]);
  expect(scene.saved().claim?.port).toBe(40_000);
});

test('the age of a claim does not count when the answers show no time', async () => {
  scene.savedClaim(-3);
  scene.repliedAt = () => undefined;
  const source = await scene.start();
  await source.acquire(live());
  expect((await source.renew(lease, live())).value.port).toBe(40_000);
});

test('a new claim is kept although it has expired by a clock that runs far ahead', async () => {
  const source = await scene.start();
  scene.now += 70 * DAY;
  scene.repliedAt = () => new Date(NOW);
  scene.nextPort = 50_000;
  scene.endsAt = () => new Date(NOW + 62 * DAY);
  expect((await source.acquire(live())).value.port).toBe(50_000);
  scene.now += 900_000;
  expect((await source.renew(lease, live())).value.port).toBe(50_000);
});

test('an expired claim is tried, and replaced in the same attempt when it is refused', async () => {
  scene.savedClaim(-1);
  scene.bindOutcomes = ['PIA_UNEXPECTED_RESPONSE'];
  const { value } = await (await scene.start()).acquire(live());
  expect(value.port).toBe(40_001);
  expect(bound()).toEqual([40_000, 40_001]);
});

test('a claim that no gateway binds for most of a day is replaced, whatever the message of the refusals', async () => {
  scene.savedClaim(30);
  scene.repliedAt = () => undefined;
  const source = await scene.start();
  for (let tries = 1; tries < 1_000; tries += 1) {
    scene.bindOutcomes = ['PIA_UNEXPECTED_RESPONSE'];
    await expect(source.renew(lease, live())).rejects.toMatchObject({
      code: 'PIA_UNEXPECTED_RESPONSE',
    });
    // This failure says nothing about the claim.
    if (tries % 100 === 0) {
      scene.bindOutcomes = ['PIA_TIMEOUT'];
      await expect(source.renew(lease, live())).rejects.toThrow();
    }
  }
  expect(scene.calls.filter((call) => call.startsWith('sign'))).toEqual([]);
  scene.bindOutcomes = ['PIA_UNEXPECTED_RESPONSE', 'PIA_UNEXPECTED_RESPONSE'];
  await expect(source.renew(lease, live())).rejects.toThrow();
  expect(scene.saved()).toMatchObject({ claim: { port: 40_000 }, next_claim: { port: 40_001 } });
  scene.bindOutcomes = ['PIA_UNEXPECTED_RESPONSE'];
  expect((await source.renew(lease, live())).value.port).toBe(40_001);
  expect(scene.calls.filter((call) => call.startsWith('sign'))).toHaveLength(1);
});

test('a claim keeps its port while a gateway binds it now and then between its refusals', async () => {
  scene.savedClaim(30);
  const source = await scene.start();
  for (let tries = 0; tries < 1_500; tries += 1) {
    scene.bindOutcomes = [tries % 900 === 899 ? undefined : 'PIA_UNEXPECTED_RESPONSE'];
    await source.renew(lease, live()).catch(() => undefined);
  }
  expect(scene.calls.filter((call) => call.startsWith('sign'))).toEqual([]);
});

test('a claim that cannot be written is not bound', async () => {
  scene.store.writable = false;
  await expect((await scene.start()).acquire(live())).rejects.toMatchObject({ code: 'EACCES' });
  expect(scene.calls.filter((call) => call.startsWith('bind'))).toEqual([]);
});
