import { expect, test } from 'vitest';
import * as torrents from '../../src/endpoints/torrents/index.ts';
import { caught } from '../caught.ts';
import { HASHES } from '../hashes.ts';
import { recordingClient } from '../recording-client.ts';
import { describeCalls } from '../sent-calls.ts';

const TAGS = {
  tags: torrents.tags,
  createTags: torrents.createTags,
  deleteTags: torrents.deleteTags,
  addTags: torrents.addTags,
  setTags: torrents.setTags,
  removeTags: torrents.removeTags,
};

describeCalls('torrents', TAGS, [
  {
    name: 'torrents.tags',
    call: (client) => client.torrents.tags(),
    method: 'GET',
    path: 'torrents/tags',
    reply: '["one","two"]',
    expected: ['one', 'two'],
  },
  {
    name: 'torrents.createTags',
    call: (client) => client.torrents.createTags({ tags: ['one', 'two'] }),
    method: 'POST',
    path: 'torrents/createTags',
    params: { tags: 'one,two' },
  },
  {
    name: 'torrents.deleteTags',
    call: (client) => client.torrents.deleteTags({ tags: ['one', 'two'] }),
    method: 'POST',
    path: 'torrents/deleteTags',
    params: { tags: 'one,two' },
  },
  {
    name: 'torrents.addTags',
    call: (client) => client.torrents.addTags({ hashes: 'all', tags: ['one', 'two words'] }),
    method: 'POST',
    path: 'torrents/addTags',
    params: { hashes: 'all', tags: 'one,two words' },
    expected: undefined,
  },
  {
    name: 'torrents.setTags',
    call: (client) => client.torrents.setTags({ hashes: HASHES, tags: ['one', 'two'] }),
    method: 'POST',
    path: 'torrents/setTags',
    params: { hashes: 'a1|b2', tags: 'one,two' },
  },
  {
    name: 'torrents.setTags',
    call: (client) => client.torrents.setTags({ hashes: HASHES, tags: [] }),
    method: 'POST',
    path: 'torrents/setTags',
    params: { hashes: 'a1|b2', tags: '' },
  },
  {
    name: 'torrents.removeTags',
    call: (client) => client.torrents.removeTags({ hashes: HASHES, tags: ['one', 'two'] }),
    method: 'POST',
    path: 'torrents/removeTags',
    params: { hashes: 'a1|b2', tags: 'one,two' },
  },
  {
    name: 'torrents.removeTags',
    call: (client) => client.torrents.removeTags({ hashes: HASHES, tags: 'all' }),
    method: 'POST',
    path: 'torrents/removeTags',
    params: { hashes: 'a1|b2', tags: '' },
  },
]);

test.each([[[]], [['']]])('torrents.removeTags never reads %j as all tags', async (tags) => {
  const { client, requests } = recordingClient('2.16.2', () => ({
    status: 200,
    headers: {},
    body: '',
  }));
  const error = await caught(client.torrents.removeTags({ hashes: HASHES, tags }));
  expect(error.code).toBe('QBT_BAD_REQUEST');
  expect(requests).toHaveLength(1);
});
