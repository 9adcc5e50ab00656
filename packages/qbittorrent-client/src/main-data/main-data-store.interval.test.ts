import { expect, test } from 'vitest';
import { start } from '../../test/store-of-fake-server.ts';

// A timer would take each of them for 1 ms.
test.each([Number.NaN, -1, Number.POSITIVE_INFINITY, 2 ** 31])(
  'an interval of %d milliseconds is refused, and nothing is asked',
  async (intervalMs) => {
    const { server, store } = start();
    await expect(store.until(() => false, { intervalMs })).rejects.toThrow(/"intervalMs"/);
    const changes = store.changes({ intervalMs })[Symbol.asyncIterator]();
    await expect(changes.next()).rejects.toThrow(/"intervalMs"/);
    expect(server.asked).toEqual([]);
  },
);
