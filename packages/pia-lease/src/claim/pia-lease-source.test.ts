import { beforeEach, expect, test, vi } from 'vitest';
import { LeaseSourceScene, lease, live, NOW } from '../../test/lease-source-scene.ts';

let scene: LeaseSourceScene;
beforeEach(() => {
  scene = new LeaseSourceScene();
});

test('a first start requests one claim, keeps it, binds it, and times the lease from before the bind', async () => {
  const { value, renewAt, expiresAt } = await (await scene.start()).acquire(live());
  expect(scene.calls).toEqual([
    'find',
    'confirm',
    'token',
    'sign on amsterdam447',
    'bind payload-40001 on amsterdam447',
  ]);
  expect(value).toMatchObject({
    port: 40_001,
    gateway: '10.9.128.1',
    hostname: 'amsterdam447',
    tunnelIdentity: 'tun0#7:10.9.155.222/32',
    tunnelAddress: '10.9.155.222',
  });
  expect(renewAt).toBe(NOW + 810_000);
  expect(expiresAt).toBe(NOW + 900_000);
  expect(scene.saved()).toMatchObject({
    claim: { port: 40_001 },
    gateway: '10.9.128.1',
    hostname: 'amsterdam447',
  });
});

test('a restart binds the saved claim without a token', async () => {
  scene.savedClaim(30);
  const { value } = await (await scene.start()).acquire(live());
  expect(value.port).toBe(40_000);
  expect(scene.calls).toEqual(['find', 'bind payload-40000 on amsterdam447']);
});

test('a renewal needs neither token nor discovery', async () => {
  scene.savedClaim(30);
  const source = await scene.start();
  await source.acquire(live());
  scene.calls = [];
  await source.renew(lease, live());
  expect(scene.calls).toEqual(['bind payload-40000 on amsterdam447']);
});

test.each(['PIA_TIMEOUT', 'PIA_CONNECTION_REFUSED', 'PIA_UNREACHABLE'] as const)(
  'after %s the claim is kept and the gateway is looked for again',
  async (code) => {
    scene.savedClaim(30);
    const source = await scene.start();
    scene.bindOutcomes = [code];
    await expect(source.acquire(live())).rejects.toMatchObject({ code });
    expect(scene.saved().claim?.port).toBe(40_000);
    await source.acquire(live());
    expect(scene.calls.filter((call) => call === 'find')).toHaveLength(2);
  },
);

test('another server behind the same address is found in the same attempt', async () => {
  scene.savedClaim(30);
  const source = await scene.start();
  await source.acquire(live());
  scene.gateways = [{ address: '10.9.128.1', hostname: 'Server-11555-2a', source: 'route' }];
  scene.bindOutcomes = ['PIA_WRONG_HOSTNAME'];
  const { value } = await source.renew(lease, live());
  expect(value.hostname).toBe('Server-11555-2a');
});

test.each(['PIA_NOT_THROUGH_TUNNEL', 'PIA_TOKEN_REJECTED'] as const)(
  'a token that the gateway refuses with %s is replaced at once where that is allowed',
  async (code) => {
    scene.signOutcomes = [code];
    scene.mayLogInAgain = true;
    expect((await (await scene.start()).acquire(live())).value.port).toBe(40_001);
    expect(scene.calls.filter((call) => call === 'token')).toHaveLength(2);
    scene.mayLogInAgain = false;
    scene.store.contents = undefined;
    scene.signOutcomes = [code];
    await expect((await scene.start()).acquire(live())).rejects.toMatchObject({ code });
  },
);

test('a state file that cannot be written does not stop renewals', async () => {
  scene.savedClaim(30);
  scene.store.writable = false;
  expect((await (await scene.start()).acquire(live())).value.port).toBe(40_000);
  const trouble = 'The bound port could not be saved in the state file';
  await vi.waitFor(() => expect(scene.troubles).toEqual([trouble]));
});

test('a disk that hangs does not cost a port that is bound', async () => {
  scene.savedClaim(30);
  scene.store.save = () => new Promise(() => {});
  expect((await (await scene.start()).acquire(live())).value.port).toBe(40_000);
});
