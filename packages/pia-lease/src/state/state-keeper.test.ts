import * as v from 'valibot';
import { expect, test } from 'vitest';
import { MemoryStore } from '../../test/memory-store.ts';
import { piaStateEntries } from './pia-state.ts';
import { StateKeeper } from './state-keeper.ts';

/** An app that keeps something of its own beside PIA's half. */
const newStore = () =>
  new MemoryStore(v.looseObject({ ...piaStateEntries, hook_port: v.optional(v.number()) }));

test('a change that could not be written has no effect in memory either', async () => {
  const store = newStore();
  const keeper = new StateKeeper(store);
  await keeper.update({ hook_port: 1000 });
  store.writable = false;
  await expect(keeper.update({ hook_port: 2000 })).rejects.toMatchObject({ code: 'EACCES' });
  expect(keeper.current.hook_port).toBe(1000);
  store.writable = true;
  await keeper.update({ hostname: 'amsterdam447' });
  expect(keeper.current).toMatchObject({ hook_port: 1000, hostname: 'amsterdam447' });
});

test('changes made at the same time are all kept', async () => {
  const store = newStore();
  const keeper = new StateKeeper(store);
  await Promise.all([keeper.update({ hook_port: 1 }), keeper.update({ gateway: '10.0.0.1' })]);
  const next = new StateKeeper(store);
  await next.load();
  expect(next.current).toMatchObject({ hook_port: 1, gateway: '10.0.0.1' });
});

test('the salt survives a restart and differs between installations', async () => {
  const store = newStore();
  const keeper = new StateKeeper(store);
  await keeper.update({});
  const again = new StateKeeper(store);
  await again.load();
  expect(again.current.salt).toBe(keeper.current.salt);
  expect(new StateKeeper(newStore()).current.salt).not.toBe(keeper.current.salt);
});
