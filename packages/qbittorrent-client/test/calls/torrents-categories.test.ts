import * as torrents from '../../src/endpoints/torrents/index.ts';
import { HASHES } from '../hashes.ts';
import { describeCalls } from '../sent-calls.ts';

const CATEGORIES = {
  categories: torrents.categories,
  createCategory: torrents.createCategory,
  editCategory: torrents.editCategory,
  removeCategories: torrents.removeCategories,
  setCategory: torrents.setCategory,
};

describeCalls('torrents', CATEGORIES, [
  {
    name: 'torrents.categories',
    call: (client) => client.torrents.categories(),
    method: 'GET',
    path: 'torrents/categories',
    reply: '{"films":{"name":"films","savePath":"/films","download_path":false,"ratio_limit":1.5}}',
    expected: {
      films: { name: 'films', savePath: '/films', download_path: false, ratio_limit: 1.5 },
    },
  },
  {
    name: 'torrents.createCategory',
    call: (client) => client.torrents.createCategory({ category: 'films' }),
    method: 'POST',
    path: 'torrents/createCategory',
    params: { category: 'films' },
  },
  {
    name: 'torrents.createCategory',
    call: (client) =>
      client.torrents.createCategory({
        category: 'films',
        savePath: '/films',
        downloadPath: '/incomplete',
      }),
    method: 'POST',
    path: 'torrents/createCategory',
    params: {
      category: 'films',
      savePath: '/films',
      downloadPathEnabled: 'true',
      downloadPath: '/incomplete',
    },
  },
  {
    name: 'torrents.createCategory',
    call: (client) => client.torrents.createCategory({ category: 'films', downloadPath: true }),
    method: 'POST',
    path: 'torrents/createCategory',
    params: { category: 'films', downloadPathEnabled: 'true' },
  },
  {
    name: 'torrents.editCategory',
    call: (client) =>
      client.torrents.editCategory({ category: 'films', savePath: '/films', downloadPath: false }),
    method: 'POST',
    path: 'torrents/editCategory',
    params: { category: 'films', savePath: '/films', downloadPathEnabled: 'false' },
  },
  {
    name: 'torrents.removeCategories',
    call: (client) => client.torrents.removeCategories({ categories: ['films', 'a/b'] }),
    method: 'POST',
    path: 'torrents/removeCategories',
    params: { categories: 'films\na/b' },
  },
  {
    name: 'torrents.setCategory',
    call: (client) => client.torrents.setCategory({ hashes: HASHES, category: 'films' }),
    method: 'POST',
    path: 'torrents/setCategory',
    params: { hashes: 'a1|b2', category: 'films' },
  },
  {
    name: 'torrents.setCategory',
    call: (client) => client.torrents.setCategory({ hashes: HASHES, category: '' }),
    method: 'POST',
    path: 'torrents/setCategory',
    params: { hashes: 'a1|b2', category: '' },
  },
]);
