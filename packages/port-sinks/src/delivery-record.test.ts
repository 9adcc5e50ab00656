import { expect, test } from 'vitest';
import { DeliveryRecord } from './delivery-record.ts';

function setUp(kept?: number) {
  const store = { kept, saves: 0, full: false };
  const record = new DeliveryRecord<number>({
    load: async () => store.kept,
    save: async (value) => {
      store.saves += 1;
      if (store.full) throw new Error('ENOSPC');
      store.kept = value;
    },
  });
  return { record, store };
}

test('a saved delivery is known after a restart, and is written only once', async () => {
  const { record, store } = setUp(1);
  expect(await record.last()).toBe(1);
  await record.note(1);
  expect(store.saves).toBe(0);
  await record.note(2);
  await record.note(2);
  expect(store).toMatchObject({ kept: 2, saves: 1 });
  expect(await setUp(store.kept).record.last()).toBe(2);
});

test('a delivery that could not be saved is known anyway, and saved as soon as possible', async () => {
  const { record, store } = setUp(1);
  store.full = true;
  await expect(record.note(2)).rejects.toThrow('ENOSPC');
  expect(await record.last()).toBe(2);
  await expect(record.note(2)).rejects.toThrow('ENOSPC');
  store.full = false;
  await record.note(2);
  expect(store.kept).toBe(2);
});

test('without a store a delivery is known until the process ends', async () => {
  const record = new DeliveryRecord<number>(undefined);
  expect(await record.last()).toBeUndefined();
  await record.note(1);
  expect(await record.last()).toBe(1);
});
