import { PiaError, type PiaErrorCode, type PortClaim } from '@portkeep/pia-client/core';
import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';
import { MemoryStore } from '../../test/memory-store.ts';
import { type DaemonState, DaemonStateSchema } from '../state/daemon-state.ts';
import { StateKeeper } from '../state/state-keeper.ts';
import { ClaimKeeper } from './claim-keeper.ts';
import { PiaLeaseSource } from './pia-lease-source.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-01-14T19:30:00Z');
const GATEWAY = { address: '10.9.128.1', hostname: 'amsterdam447', source: 'remembered' } as const;
const lease = { value: {} as never, renewAt: 0, expiresAt: 0 };

let store: MemoryStore;
let calls: string[];
let now: number;
/** Taken from the front, one per bind; `undefined` is a success. */
let bindOutcomes: (PiaErrorCode | undefined)[];
let signOutcomes: (PiaErrorCode | undefined)[];
let gateways: (typeof GATEWAY | { address: string; hostname: string; source: 'route' })[];
let nextPort: number;
let suspect: boolean;
let troubles: string[];
let endsAt: () => Date;

beforeEach(() => {
  store = new MemoryStore();
  calls = [];
  now = NOW;
  bindOutcomes = [];
  signOutcomes = [];
  gateways = [GATEWAY];
  nextPort = 40_001;
  suspect = false;
  troubles = [];
  endsAt = () => new Date(now + 62 * DAY);
});

function savedClaim(daysLeft: number): void {
  const state: DaemonState = {
    version: 1,
    salt: 'c2FsdA==',
    claim: {
      port: 40_000,
      obtained_at: new Date(NOW - DAY * 30).toISOString(),
      expires_at: new Date(NOW + daysLeft * DAY).toISOString(),
      payload: 'payload-40000',
      signature: 'signature-40000',
    },
  };
  store.contents = JSON.stringify(state);
}

async function start(): Promise<PiaLeaseSource> {
  const state = new StateKeeper(store);
  await state.load();
  const tokens = {
    getToken: async () => {
      calls.push('token');
      return 'token';
    },
    suspect: async () => suspect,
    assertAvailable: async () => undefined,
  };
  return new PiaLeaseSource({
    state,
    claims: new ClaimKeeper({ state, tokens, now: () => now }),
    findGateway: async () => {
      calls.push('find');
      return gateways.shift() ?? GATEWAY;
    },
    connect: ({ hostname }) => ({
      getSignature: async () => {
        calls.push(`sign on ${hostname}`);
        fail(signOutcomes.shift());
        const port = nextPort++;
        return claimOf(port);
      },
      bindPort: async ({ payload }) => {
        calls.push(`bind ${payload} on ${hostname}`);
        fail(bindOutcomes.shift());
        return { message: 'timer refreshed' };
      },
    }),
    confirm: async () => {
      calls.push('confirm');
    },
    binding: () => 'tun0#7:10.9.155.222/32',
    intervalSeconds: 900,
    now: () => now,
    random: () => 0.5,
    onTrouble: (message) => troubles.push(message),
  });
}

function fail(code: PiaErrorCode | undefined): void {
  if (code) throw new PiaError(code, code);
}

function claimOf(port: number): PortClaim {
  const text = { payload: `payload-${port}`, signature: `signature-${port}` };
  return { port, expiresAt: endsAt(), ...text };
}

function saved(): DaemonState {
  return v.parse(DaemonStateSchema, JSON.parse(store.contents ?? 'null'));
}

const live = () => new AbortController().signal;

test('a first start asks for one claim, keeps it, binds it, and times the lease from before the bind', async () => {
  const { value, renewAt, expiresAt } = await (await start()).acquire(live());
  expect(calls).toEqual([
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
    binding: 'tun0#7:10.9.155.222/32',
  });
  expect(renewAt).toBe(NOW + 810_000);
  expect(expiresAt).toBe(NOW + 900_000);
  expect(saved()).toMatchObject({
    claim: { port: 40_001 },
    gateway: '10.9.128.1',
    hostname: 'amsterdam447',
  });
});

test('a restart binds the saved claim without a token', async () => {
  savedClaim(30);
  const { value } = await (await start()).acquire(live());
  expect(value.port).toBe(40_000);
  expect(calls).toEqual(['find', 'bind payload-40000 on amsterdam447']);
});

test('a renewal needs neither token nor discovery', async () => {
  savedClaim(30);
  const source = await start();
  await source.acquire(live());
  calls = [];
  await source.renew(lease, live());
  expect(calls).toEqual(['bind payload-40000 on amsterdam447']);
});

test.each(['PIA_BAD_SIGNATURE', 'PIA_PORT_BUSY', 'PIA_CLAIM_EXPIRED'] as const)(
  '%s makes another claim, at most three in an attempt',
  async (code) => {
    savedClaim(30);
    bindOutcomes = [code];
    expect((await (await start()).acquire(live())).value.port).toBe(40_001);
    bindOutcomes = [code, code, code, code, code, code];
    calls = [];
    await expect((await start()).acquire(live())).rejects.toMatchObject({ code });
    expect(calls.filter((call) => call.startsWith('sign'))).toHaveLength(3);
  },
);

test('the first claim of a daemon that has none does not count as one of the three', async () => {
  bindOutcomes = ['PIA_PORT_BUSY', 'PIA_PORT_BUSY', 'PIA_PORT_BUSY', undefined];
  expect((await (await start()).acquire(live())).value.port).toBe(40_004);
});

test('a claim with less than seven days left is replaced by one new claim', async () => {
  savedClaim(6.9);
  expect((await (await start()).acquire(live())).value.port).toBe(40_001);
  expect(calls.filter((call) => call.startsWith('bind'))).toEqual([
    'bind payload-40001 on amsterdam447',
  ]);
});

test('an ending claim that cannot be replaced serves on, and is not forgotten', async () => {
  savedClaim(3);
  signOutcomes = ['PIA_SERVER_ERROR'];
  expect((await (await start()).acquire(live())).value.port).toBe(40_000);
  expect(saved().claim?.port).toBe(40_000);
  expect(troubles).toHaveLength(1);
});

test('by a clock that runs far ahead a new claim seems to end at once, and is kept all the same', async () => {
  const source = await start();
  const ahead = 70 * DAY;
  now += ahead;
  nextPort = 50_000;
  endsAt = () => new Date(NOW + 62 * DAY);
  expect((await source.acquire(live())).value.port).toBe(50_000);
  now += 900_000;
  expect((await source.renew(lease, live())).value.port).toBe(50_000);
});

test('a claim that is over is not bound', async () => {
  savedClaim(-1);
  await (await start()).acquire(live());
  expect(calls.filter((call) => call.includes('40000'))).toEqual([]);
});

test.each(['PIA_TIMEOUT', 'PIA_REFUSED', 'PIA_UNREACHABLE'] as const)(
  'after %s the claim is kept and the gateway is looked for again',
  async (code) => {
    savedClaim(30);
    const source = await start();
    bindOutcomes = [code];
    await expect(source.acquire(live())).rejects.toMatchObject({ code });
    expect(saved().claim?.port).toBe(40_000);
    await source.acquire(live());
    expect(calls.filter((call) => call === 'find')).toHaveLength(2);
  },
);

test('another server behind the same address is found in the same attempt', async () => {
  savedClaim(30);
  const source = await start();
  await source.acquire(live());
  gateways = [{ address: '10.9.128.1', hostname: 'Server-11555-2a', source: 'route' }];
  bindOutcomes = ['PIA_WRONG_HOSTNAME'];
  const { value } = await source.renew(lease, live());
  expect(value.hostname).toBe('Server-11555-2a');
});

test('a token is given up and fetched again when the gateway refuses an old one, once', async () => {
  signOutcomes = ['PIA_NOT_THROUGH_TUNNEL'];
  suspect = true;
  expect((await (await start()).acquire(live())).value.port).toBe(40_001);
  expect(calls.filter((call) => call === 'token')).toHaveLength(2);
  suspect = false;
  store.contents = undefined;
  signOutcomes = ['PIA_NOT_THROUGH_TUNNEL'];
  await expect((await start()).acquire(live())).rejects.toMatchObject({
    code: 'PIA_NOT_THROUGH_TUNNEL',
  });
});

test('a claim that cannot be written is not bound', async () => {
  store.writable = false;
  await expect((await start()).acquire(live())).rejects.toMatchObject({ code: 'EACCES' });
  expect(calls.filter((call) => call.startsWith('bind'))).toEqual([]);
});

test('a state file that cannot be written does not stop renewals', async () => {
  savedClaim(30);
  store.writable = false;
  expect((await (await start()).acquire(live())).value.port).toBe(40_000);
  expect(troubles).toEqual(['The gateway could not be noted in the state file']);
});

test('a network change cuts the attempt short, and the next one looks for the gateway again', async () => {
  savedClaim(30);
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

test('a port that was bound just before the network changed is not announced', async () => {
  savedClaim(30);
  const state = await loaded();
  const source = new PiaLeaseSource({
    ...sourceOptions(state),
    connect: () => ({
      getSignature: () => Promise.reject(new Error('not asked for')),
      bindPort: async () => ({ message: 'timer refreshed' }),
    }),
  });
  const { save } = store;
  store.save = async (next) => {
    source.networkChanged();
    await save.call(store, next);
  };
  await expect(source.acquire(live())).rejects.toMatchObject({ code: 'NETWORK_CHANGED' });
});

async function loaded(): Promise<StateKeeper> {
  const state = new StateKeeper(store);
  await state.load();
  return state;
}

function sourceOptions(state: StateKeeper) {
  const tokens = {
    getToken: async () => 'token',
    suspect: async () => false,
    assertAvailable: async () => undefined,
  };
  return {
    state,
    claims: new ClaimKeeper({ state, tokens, now: () => now }),
    findGateway: async () => GATEWAY,
    confirm: async () => undefined,
    binding: () => '',
    intervalSeconds: 900,
    now: () => now,
    onTrouble: () => undefined,
  };
}
