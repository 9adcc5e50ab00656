import { expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { startFeed } from './feed.ts';
import { describeLive } from './live.ts';

describeLive('rules of feeds', (live) => {
  test('rules of feeds are set, matched, renamed and removed', async () => {
    const { rss, app } = live.client;
    const url = await startFeed();
    await app.setPreferences({ rss_processing_enabled: true });
    await rss.addFeed({ url, path: 'Feed' });
    const ruleDef = { enabled: false, mustContain: 'linux', affectedFeeds: [url], ignoreDays: 3 };
    await rss.setRule({ ruleName: 'The ü & rule', ruleDef });
    expect((await rss.rules())['The ü & rule']).toMatchObject(ruleDef);

    await waitUntil('an article matches', async () => {
      const { Feed: titles = [] } = await rss.matchingArticles({ ruleName: 'The ü & rule' });
      return titles.join() === 'linux one';
    });
    await rss.renameRule({ ruleName: 'The ü & rule', newRuleName: 'New' });
    expect(Object.keys(await rss.rules())).toEqual(['New']);
    await rss.removeRule({ ruleName: 'New' });
    expect(await rss.rules()).toEqual({});
  });

  test('rules of feeds are copied, exported and imported since 5.3', async () => {
    const { rss } = live.client;
    await rss.setRule({ ruleName: 'One', ruleDef: { mustContain: 'one', enabled: false } });
    const clone = rss.cloneRule({ sourceName: 'One', cloneName: 'Two' });
    if (!live.atLeast('5.3')) {
      const unsupported = { code: 'QBT_UNSUPPORTED' };
      await expect(clone).rejects.toMatchObject(unsupported);
      await expect(rss.exportRules()).rejects.toMatchObject(unsupported);
      await expect(rss.importRules({ file: new Blob(['{}']) })).rejects.toMatchObject(unsupported);
      return;
    }
    await clone;
    const exported = await rss.exportRules();
    expect(exported).toMatchObject({ One: { mustContain: 'one' }, Two: { mustContain: 'one' } });
    for (const ruleName of ['One', 'Two']) await rss.removeRule({ ruleName });
    expect(await rss.rules()).toEqual({});
    await rss.importRules({ file: new Blob([JSON.stringify(exported)]) });
    expect(await rss.rules()).toEqual(exported);
    await expect(rss.importRules({ file: new Blob(['no rules']) })).rejects.toMatchObject({
      code: 'QBT_BAD_REQUEST',
    });
  });
});
