import { expect, test } from 'vitest';
import { hasReal } from '../../src/require-real.ts';
import { describeLive } from './live.ts';

describeLive('the search', (live) => {
  test('tells its state and plugins', async () => {
    expect(await live.client.search.status()).toEqual([]);
    expect(await live.client.search.plugins()).toEqual([]);
    const none = { code: 'QBT_NOT_FOUND' };
    await expect(live.client.search.status({ id: 7 })).rejects.toMatchObject(none);
    await expect(live.client.search.results({ id: 7 })).rejects.toMatchObject(none);
    await expect(live.client.search.stop({ id: 7 })).rejects.toMatchObject(none);
    await expect(live.client.search.delete({ id: 7 })).rejects.toMatchObject(none);
  });

  test('has no categories of its own any more', async () => {
    await expect(live.client.search.categories()).rejects.toMatchObject({
      code: 'QBT_UNSUPPORTED',
    });
  });

  test.runIf(hasReal({ programs: ['python3'] }))('is started and deleted', async () => {
    const { search } = live.client;
    const started = await search.start({ pattern: 'a & b', plugins: ['none'] });
    const [job] = await search.status({ id: started.id });
    expect(job).toMatchObject({ id: started.id, total: 0 });
    if (live.atLeast('5.3')) expect(job).toMatchObject({ pattern: 'a & b' });
    expect((await search.results({ id: started.id })).results).toEqual([]);
    await search.stop({ id: started.id });
    await search.delete({ id: started.id });
    expect(await search.status()).toEqual([]);
  });
});
