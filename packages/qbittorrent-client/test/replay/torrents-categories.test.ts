import { expect } from 'vitest';
import { hashes } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 'categories',
    call: (client) => client.torrents.categories(),
    check: (result, version) => {
      const movies = { name: 'movies', savePath: '/srv/qbt/rec/cat2' };
      const limits = {
        download_path: null,
        ratio_limit: -2,
        seeding_time_limit: -2,
        inactive_seeding_time_limit: -2,
        share_limit_action: 'Default',
      };
      expect(result).toEqual({ movies: version === '5.2.3' ? { ...movies, ...limits } : movies });
    },
  },
  {
    exchange: 'createCategory',
    call: (client) =>
      client.torrents.createCategory({ category: 'movies', savePath: '/srv/qbt/rec/cat' }),
  },
  {
    exchange: 'createCategory-dup',
    call: (client) => client.torrents.createCategory({ category: 'movies', savePath: '' }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'createCategory-bad',
    call: (client) => client.torrents.createCategory({ category: 'a//b', savePath: '' }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'createCategory-empty',
    call: (client) => client.torrents.createCategory({ category: '' }),
    code: 'QBT_BAD_REQUEST',
  },
  {
    exchange: 'editCategory',
    call: (client) =>
      client.torrents.editCategory({ category: 'movies', savePath: '/srv/qbt/rec/cat2' }),
  },
  {
    exchange: 'editCategory-missing',
    call: (client) => client.torrents.editCategory({ category: 'nope', savePath: '/tmp' }),
    code: { '4.5.2': 'QBT_CONFLICT', '5.1.4': 'QBT_CONFLICT', '5.2.3': 'QBT_NOT_FOUND' },
  },
  {
    exchange: 't-removeCategories',
    call: (client) => client.torrents.removeCategories({ categories: ['movies', 'nope'] }),
  },
  {
    exchange: 'setCategory',
    call: (client) => client.torrents.setCategory({ hashes, category: 'movies' }),
  },
  {
    exchange: 'setCategory-missing',
    call: (client) => client.torrents.setCategory({ hashes, category: 'nonexistent' }),
    code: 'QBT_CONFLICT',
  },
]);
