import { expect } from 'vitest';
import type { RecordedVersion } from '../recorded-exchange.ts';
import { replay } from '../replay.ts';

const IDS: Readonly<Record<RecordedVersion, number>> = {
  '4.5.2': 1_989_647_725,
  '5.1.4': 815_583_954,
  '5.2.3': 138_683_037,
};

replay([
  {
    exchange: 'search-plugins-empty',
    call: (client) => client.search.plugins(),
    check: (result) => expect(result).toEqual([]),
  },
  {
    exchange: 'search-installPlugin',
    call: (client) => client.search.installPlugin({ sources: ['/srv/qbt/rec/plugin/fixplug.py'] }),
  },
  {
    exchange: 'search-plugins',
    call: (client) => client.search.plugins(),
    check: (result, version) =>
      expect(result).toEqual([
        {
          enabled: version === '4.5.2',
          fullName: 'Fixture Plugin',
          name: 'fixplug',
          supportedCategories: [
            { id: 'all', name: 'All categories' },
            { id: 'movies', name: 'Movies' },
            { id: 'music', name: 'Music' },
          ],
          url: 'http://127.0.0.1:23301',
          version: '1.2',
        },
      ]),
  },
  {
    exchange: 'search-start-badplugin',
    call: (client) => client.search.start({ pattern: 'ubuntu', plugins: ['nope'] }),
    check: (result) => expect(result).toEqual({ id: expect.any(Number) }),
  },
  {
    exchange: 'search-start',
    call: (client) => client.search.start({ pattern: 'ubuntu', plugins: 'all' }),
    check: (result, version) => expect(result).toEqual({ id: IDS[version] }),
  },
  {
    exchange: 'search-status-running',
    call: (client, version) => client.search.status({ id: IDS[version] }),
    check: (result, version) =>
      expect(result).toEqual([{ id: IDS[version], status: 'Running', total: 0 }]),
  },
  {
    exchange: 'search-status',
    call: (client) => client.search.status(),
    check: (result, version) =>
      expect(result).toContainEqual({ id: IDS[version], status: 'Stopped', total: 3 }),
  },
  {
    exchange: 'search-results',
    call: (client, version) => client.search.results({ id: IDS[version], limit: 5, offset: 0 }),
    check: (result, version) =>
      expect(result).toMatchObject({
        results: [0, 1, 2].map((index) => ({
          fileName: `Result ${index} ubuntu`,
          fileSize: 1000 * (index + 1),
          nbSeeders: index,
          ...(version !== '4.5.2' && { engineName: 'fixplug', pubDate: 1_700_000_000 }),
        })),
        status: 'Stopped',
        total: 3,
      }),
  },
  {
    exchange: 'search-status-404',
    call: (client) => client.search.status({ id: 12_345_678 }),
    code: 'QBT_NOT_FOUND',
  },
  {
    exchange: 'search-results-badoffset',
    call: (client, version) => client.search.results({ id: IDS[version], offset: 100 }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'search-stop',
    call: (client, version) => client.search.stop({ id: IDS[version] }),
  },
  {
    exchange: 'search-delete',
    call: (client, version) => client.search.delete({ id: IDS[version] }),
  },
  {
    exchange: 'search-enablePlugin',
    call: (client) => client.search.enablePlugin({ names: ['fixplug'], enable: false }),
  },
  {
    exchange: 'search-uninstallPlugin',
    call: (client) => client.search.uninstallPlugin({ names: ['fixplug'] }),
  },
]);
