import { expect } from 'vitest';
import { hashes } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 'tags',
    call: (client) => client.torrents.tags(),
    check: (result, version) => {
      const names = version === '4.5.2' ? ['tag one', 'new tag'] : ['new tag', 'tag one'];
      expect(result).toEqual([...names, 'tag2']);
    },
  },
  {
    exchange: 'createTags',
    call: (client) => client.torrents.createTags({ tags: ['tag one', 'tag2'] }),
  },
  {
    exchange: 't-deleteTags',
    call: (client) => client.torrents.deleteTags({ tags: ['new tag'] }),
  },
  {
    exchange: 'addTags',
    call: (client) => client.torrents.addTags({ hashes, tags: ['tag2', 'new tag'] }),
  },
  {
    exchange: 't-setTags',
    call: (client) => client.torrents.setTags({ hashes, tags: ['only'] }),
    unsupported: ['4.5.2'],
  },
  {
    exchange: 't-removeTags',
    call: (client) => client.torrents.removeTags({ hashes, tags: ['tag2'] }),
  },
]);
