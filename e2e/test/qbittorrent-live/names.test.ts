import { expect, test } from 'vitest';
import { describeLive } from './live.ts';

const NAMES = ['__proto__', 'constructor', 'prototype'];

describeLive('names that every object of JavaScript knows', (live) => {
  test('categories, tags, rules, folders and data can have names that every object of JavaScript knows', async () => {
    const { torrents, rss, clientData } = live.client;
    for (const name of NAMES) {
      await torrents.createCategory({ category: name, savePath: '/tmp/os' });
      await rss.setRule({ ruleName: name, ruleDef: { mustContain: 'x', enabled: false } });
      await rss.addFolder({ path: name });
    }
    await torrents.createTags({ tags: NAMES });
    const data = Object.fromEntries(NAMES.map((name) => [name, { name }]));
    if (live.atLeast('5.2')) await clientData.store({ data });

    for (const client of [live.client, live.another({ validate: false })]) {
      const { torrents, rss, clientData } = client;
      expect(keysOf(await torrents.categories())).toEqual(NAMES);
      expect(keysOf(await rss.rules())).toEqual(NAMES);
      expect(keysOf(await rss.items())).toEqual(NAMES);
      expect((await torrents.tags()).toSorted()).toEqual(NAMES);
      if (live.atLeast('5.3')) expect(keysOf(await rss.exportRules())).toEqual(NAMES);
      if (live.atLeast('5.2')) expect(keysOf(await clientData.load())).toEqual(NAMES);
    }
  });
});

function keysOf(record: object): string[] {
  return Object.keys(record).toSorted();
}
