import { expect, it } from 'vitest';
import { start } from '../../test/store-of-fake-server.ts';

// A timer would take each of them for 1 ms.
it.each([Number.NaN, -1, Number.POSITIVE_INFINITY, 2 ** 31])(
  'nothing is asked every %d milliseconds',
  async (intervalMs) => {
    const { server, store } = start();
    await expect(store.until(() => false, { intervalMs })).rejects.toThrow(/"intervalMs"/);
    const changes = store.changes({ intervalMs })[Symbol.asyncIterator]();
    await expect(changes.next()).rejects.toThrow(/"intervalMs"/);
    expect(server.asked).toEqual([]);
  },
);
