import { StateKeeper } from '@portkeep/pia-lease';
import { expect, test } from 'vitest';
import { DaemonStore } from '../../test/daemon-store.ts';
import { type FakeWorld, fakeExamination, owned } from '../../test/doctor/fake-examination.ts';
import type { DaemonStatus } from './daemon-status.ts';
import { sinkOutlook } from './sink-outlook.ts';

const { signal } = new AbortController();
const look = (world: FakeWorld = {}) =>
  sinkOutlook({ examination: fakeExamination(world), facts: { port: 47_047 }, signal });

test('Where doctor has the state to itself, it saves there what it learns about the sinks', async () => {
  const state = new StateKeeper(new DaemonStore());
  const { app, keeper, port } = look({ state });
  expect([keeper, port]).toEqual([{ kind: 'own' }, 47_047]);
  await app.memory?.update({ binding: 'tun0' });
  expect(state.current).toMatchObject({ binding: 'tun0' });
});

test('Beside a running daemon, doctor relies on what the daemon reports about its sinks and saves nothing', () => {
  const { state, tokens, claims } = owned(new StateKeeper(new DaemonStore()));
  const sinks = { qbittorrent: { in_sync: true, code: null, message: null } };
  const times = { expires_at: null, last_error: null };
  const status: DaemonStatus = { state: 'held', port: 47_047, ...times, sinks };
  const ownership = { kind: 'foreign', state, tokens, claims, status } as const;
  const { app, keeper } = look({ ownership });
  expect(keeper).toEqual({ kind: 'foreign', sinks });
  expect(app.memory).toBeUndefined();
});

test('Where the state cannot be saved, doctor saves nothing', () => {
  const { app, keeper } = look({ ownership: { kind: 'unusable', error: new Error('read-only') } });
  expect(keeper).toEqual({ kind: 'unusable' });
  expect(app.memory).toBeUndefined();
});
