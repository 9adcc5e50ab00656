import { StateKeeper } from '@portkeep/pia-lease';
import { recordedLog } from '@portkeep/testing/recorded-log';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { DaemonStore } from '../test/daemon-store.ts';
import { sinkApp } from './sink-app.ts';
import { DaemonStateSchema } from './state/daemon-state.ts';

const host = { log: recordedLog().log, environment: {} };

test('What the sinks save in the state survives a restart, and no key of the file has changed', async () => {
  const store = new DaemonStore();
  const kept = {
    hook_port: 54_321,
    binding: 'tun0#7:10.9.155.222/32',
    own_port: 6881,
    tunnel_addresses: ['10.9.155.222'],
    refused_logins: [
      {
        host: 'box:8080',
        user: 'admin',
        credentials: 'a hash',
        tries: 2,
        not_before: '2026-01-14T19:30:00.000Z',
      },
    ],
  };
  await sinkApp(host, new StateKeeper(store)).memory?.update(kept);
  const next = new StateKeeper(store);
  await next.load();
  expect(sinkApp(host, next).memory?.current).toMatchObject(kept);
  // Other programs can change the file: damage must be noticed when it is read.
  for (const spoilt of [{ hook_port: 0 }, { own_port: 70_000 }, { binding: 1 }]) {
    expect(v.is(DaemonStateSchema, { ...store.kept, ...spoilt })).toBe(false);
  }
});

test('The fingerprint of a secret is the same after a restart, and reveals nothing about it', async () => {
  const store = new DaemonStore();
  const state = new StateKeeper(store);
  await state.update({});
  const fingerprint = await sinkApp(host, state).memory?.fingerprint('qbittorrent', 'the secret');
  const next = new StateKeeper(store);
  await next.load();
  const memory = sinkApp(host, next).memory;
  expect(await memory?.fingerprint('qbittorrent', 'the secret')).toBe(fingerprint);
  expect(await memory?.fingerprint('qbittorrent', 'another')).not.toBe(fingerprint);
  expect(await memory?.fingerprint('another', 'the secret')).not.toBe(fingerprint);
  expect(fingerprint).not.toContain('the secret');
});

test('A login whose refusal an earlier version saved is recognised, and so is not sent again', async () => {
  const store = new DaemonStore();
  store.contents = JSON.stringify({ version: 1, salt: 'c2l4dGVlbiBieXRlcyBvaw==' });
  const state = new StateKeeper(store);
  await state.load();
  expect(await sinkApp(host, state).memory?.fingerprint('qbittorrent', 'the secret')).toBe(
    '+/rr3Msdddc365Rb26Ba+DAaorVzwhtdUm3cT0Rhlk4=',
  );
});
