import { expect, test } from 'vitest';
import { describeLive } from './live.ts';

describeLive('client data', (live) => {
  test('client data is stored and loaded since 5.2', async () => {
    const { clientData } = live.client;
    if (!live.atLeast('5.2')) {
      const unsupported = { code: 'QBT_UNSUPPORTED' };
      await expect(clientData.load()).rejects.toMatchObject(unsupported);
      await expect(clientData.store({ data: { a: 1 } })).rejects.toMatchObject(unsupported);
      return;
    }
    expect(await clientData.load()).toEqual({});
    await clientData.store({ data: { one: { deep: ['ü', 1] }, two: 2 } });
    await clientData.store({ data: { two: null, three: 'x & y' } });
    expect(await live.another().clientData.load()).toEqual({
      one: { deep: ['ü', 1] },
      three: 'x & y',
    });
    expect(await clientData.load({ keys: ['three', 'none'] })).toEqual({ three: 'x & y' });
  });
});
