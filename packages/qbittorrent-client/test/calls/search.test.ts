import { expect, test } from 'vitest';
import * as search from '../../src/endpoints/search/index.ts';
import { caught } from '../caught.ts';
import { recordingClient } from '../recording-client.ts';
import { describeCalls } from '../sent-calls.ts';

const PLUGIN = {
  enabled: true,
  fullName: 'One',
  name: 'one',
  url: 'https://x.org',
  version: '1.2',
};
const RESULT = {
  fileName: 'Ubuntu',
  fileUrl: 'https://x.org/u.torrent',
  fileSize: -1,
  nbSeeders: 3,
  nbLeechers: -1,
  siteUrl: 'https://x.org',
  descrLink: 'https://x.org/u',
};

describeCalls('search', search, [
  {
    name: 'search.start',
    call: (client) =>
      client.search.start({ pattern: 'ubuntu 24', category: 'software', plugins: ['one', 'two'] }),
    method: 'POST',
    path: 'search/start',
    params: { pattern: 'ubuntu 24', category: 'software', plugins: 'one|two' },
    reply: '{"id":7}',
    expected: { id: 7 },
  },
  {
    name: 'search.start',
    call: (client) => client.search.start({ pattern: 'ubuntu', plugins: 'all' }),
    method: 'POST',
    path: 'search/start',
    params: { pattern: 'ubuntu', category: 'all', plugins: 'all' },
    reply: '{"id":7}',
  },
  {
    name: 'search.start',
    call: (client) => client.search.start({ pattern: 'ubuntu' }),
    method: 'POST',
    path: 'search/start',
    params: { pattern: 'ubuntu', category: 'all', plugins: 'enabled' },
    reply: '{"id":7}',
  },
  {
    name: 'search.stop',
    call: (client) => client.search.stop({ id: 7 }),
    method: 'POST',
    path: 'search/stop',
    params: { id: '7' },
    expected: undefined,
  },
  {
    name: 'search.status',
    call: (client) => client.search.status(),
    method: 'GET',
    path: 'search/status',
    reply: '[{"id":7,"status":"Running","total":2}]',
    expected: [{ id: 7, status: 'Running', total: 2 }],
  },
  {
    name: 'search.status',
    call: (client) => client.search.status({ id: 7 }),
    method: 'GET',
    path: 'search/status',
    params: { id: '7' },
    reply: JSON.stringify([
      { id: 7, status: 'Stopped', total: 2, pattern: 'p', category: 'all', plugins: ['a', 'b'] },
      { id: 8, status: 'Stopped', total: 2, pattern: 'p', category: 'all', plugins: 'a|b' },
    ]),
    expected: [
      { id: 7, status: 'Stopped', total: 2, pattern: 'p', category: 'all', plugins: ['a', 'b'] },
      { id: 8, status: 'Stopped', total: 2, pattern: 'p', category: 'all', plugins: ['a', 'b'] },
    ],
  },
  {
    name: 'search.results',
    call: (client) => client.search.results({ id: 7, limit: 10, offset: -20 }),
    method: 'GET',
    path: 'search/results',
    params: { id: '7', limit: '10', offset: '-20' },
    reply: JSON.stringify({ results: [RESULT], status: 'Running', total: 30 }),
    expected: { results: [RESULT], status: 'Running', total: 30 },
  },
  {
    name: 'search.results',
    call: (client) => client.search.results({ id: 7 }),
    method: 'GET',
    path: 'search/results',
    params: { id: '7' },
    reply: '{"results":[],"status":"Stopped","total":0}',
  },
  {
    name: 'search.delete',
    call: (client) => client.search.delete({ id: 7 }),
    method: 'POST',
    path: 'search/delete',
    params: { id: '7' },
    expected: undefined,
  },
  {
    name: 'search.downloadTorrent',
    call: (client) =>
      client.search.downloadTorrent({ torrentUrl: 'magnet:?xt=urn:btih:a1', pluginName: 'one' }),
    method: 'POST',
    path: 'search/downloadTorrent',
    params: { torrentUrl: 'magnet:?xt=urn:btih:a1', pluginName: 'one' },
    expected: undefined,
  },
  {
    name: 'search.plugins',
    call: (client) => client.search.plugins(),
    method: 'GET',
    path: 'search/plugins',
    reply: JSON.stringify([
      { ...PLUGIN, supportedCategories: [{ id: 'movies', name: 'Filme' }], more: 1 },
    ]),
    expected: [{ ...PLUGIN, supportedCategories: [{ id: 'movies', name: 'Filme' }], more: 1 }],
  },
  {
    name: 'search.plugins',
    call: (client) => client.search.plugins(),
    method: 'GET',
    path: 'search/plugins',
    version: '2.5.1',
    reply: JSON.stringify([{ ...PLUGIN, supportedCategories: ['movies'] }]),
    expected: [{ ...PLUGIN, supportedCategories: [{ id: 'movies', name: 'movies' }] }],
  },
  {
    name: 'search.categories',
    call: (client) => client.search.categories({ pluginName: 'one' }),
    method: 'POST',
    path: 'search/categories',
    params: { pluginName: 'one' },
    version: '2.5.1',
    reply: '["All categories","Movies"]',
    expected: ['All categories', 'Movies'],
  },
  {
    name: 'search.categories',
    call: (client) => client.search.categories(),
    method: 'POST',
    path: 'search/categories',
    version: '2.1.1',
    reply: '[]',
  },
  {
    name: 'search.installPlugin',
    call: (client) =>
      client.search.installPlugin({ sources: ['https://x.org/one.py', '/plugins/two.py'] }),
    method: 'POST',
    path: 'search/installPlugin',
    params: { sources: 'https://x.org/one.py|/plugins/two.py' },
    expected: undefined,
  },
  {
    name: 'search.uninstallPlugin',
    call: (client) => client.search.uninstallPlugin({ names: ['one', 'two'] }),
    method: 'POST',
    path: 'search/uninstallPlugin',
    params: { names: 'one|two' },
    expected: undefined,
  },
  {
    name: 'search.enablePlugin',
    call: (client) => client.search.enablePlugin({ names: ['one', 'two'], enable: true }),
    method: 'POST',
    path: 'search/enablePlugin',
    params: { names: 'one|two', enable: 'true' },
    expected: undefined,
  },
  {
    name: 'search.updatePlugins',
    call: (client) => client.search.updatePlugins(),
    method: 'POST',
    path: 'search/updatePlugins',
    expected: undefined,
  },
]);

test('search.categories is not sent to 4.3 and newer, which do not have it', async () => {
  const { client } = recordingClient('2.6.0', () => ({ status: 404, headers: {}, body: '' }));
  expect((await caught(client.search.categories())).code).toBe('QBT_UNSUPPORTED');
});
