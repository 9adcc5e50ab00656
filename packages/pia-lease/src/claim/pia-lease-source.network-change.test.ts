import { beforeEach, expect, test } from 'vitest';
import { GATEWAY, LeaseSourceScene, live } from '../../test/lease-source-scene.ts';
import { StateKeeper } from '../state/state-keeper.ts';
import { ClaimKeeper } from './claim-keeper.ts';
import { PiaLeaseSource } from './pia-lease-source.ts';

let scene: LeaseSourceScene;
beforeEach(() => {
  scene = new LeaseSourceScene();
});

test('a network change aborts the attempt, and the next one looks for the gateway again', async () => {
  scene.savedClaim(30);
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const hangs = (signal: AbortSignal | undefined) =>
    new Promise<never>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      reach();
    });
  let searches = 0;
  const source = new PiaLeaseSource({
    ...sourceOptions(await loaded()),
    findGateway: async () => {
      searches += 1;
      return GATEWAY;
    },
    connect: () => ({
      getSignature: () => Promise.reject(new Error('not asked for')),
      bindPort: (_claim, options) =>
        searches === 1 ? hangs(options?.signal) : Promise.resolve({ message: 'timer refreshed' }),
    }),
  });
  const attempt = source.acquire(live());
  await reached;
  source.networkChanged();
  await expect(attempt).rejects.toMatchObject({ code: 'NETWORK_CHANGED' });
  expect((await source.acquire(live())).value.port).toBe(40_000);
  expect(searches).toBe(2);
});

test('a port that was bound just before the network changed is not reported as held', async () => {
  scene.savedClaim(30);
  const source: PiaLeaseSource = new PiaLeaseSource({
    ...sourceOptions(await loaded()),
    connect: () => ({
      getSignature: () => Promise.reject(new Error('not asked for')),
      bindPort: async () => {
        source.networkChanged();
        return { message: 'timer refreshed' };
      },
    }),
  });
  await expect(source.acquire(live())).rejects.toMatchObject({ code: 'NETWORK_CHANGED' });
});

async function loaded(): Promise<StateKeeper> {
  const state = new StateKeeper(scene.store);
  await state.load();
  return state;
}

function sourceOptions(state: StateKeeper) {
  const tokens = {
    getToken: async () => 'token',
    refused: async () => false,
    accepted: () => ({}),
    assertAvailable: async () => undefined,
  };
  return {
    state,
    claims: new ClaimKeeper({ state, tokens, now: () => scene.now }),
    findGateway: async () => GATEWAY,
    confirm: async () => undefined,
    towards: async () => ({ identity: '', address: undefined }),
    intervalSeconds: 900,
    now: () => scene.now,
    onTrouble: () => undefined,
  };
}
