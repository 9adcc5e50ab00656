import * as torrents from '../../src/endpoints/torrents/index.ts';
import { describeCalls } from '../sent-calls.ts';

const FILES = {
  files: torrents.files,
  downloadFile: torrents.downloadFile,
  filePrio: torrents.filePrio,
  rename: torrents.rename,
  renameFile: torrents.renameFile,
  renameFolder: torrents.renameFolder,
};

describeCalls('torrents', FILES, [
  {
    name: 'torrents.files',
    call: (client) => client.torrents.files({ hash: 'a1', indexes: [0, 2] }),
    method: 'POST',
    path: 'torrents/files',
    params: { hash: 'a1', indexes: '0|2' },
    reply: '[{"name":"a/b","size":1,"progress":0.5,"priority":1}]',
    expected: [{ name: 'a/b', size: 1, progress: 0.5, priority: 1 }],
  },
  {
    name: 'torrents.downloadFile',
    call: (client) => client.torrents.downloadFile({ hash: 'a1', file: 2 }),
    method: 'POST',
    path: 'torrents/downloadFile',
    params: { hash: 'a1', file: '2' },
    reply: 'the file',
    expected: 'the file',
  },
  {
    name: 'torrents.downloadFile',
    call: (client) => client.torrents.downloadFile({ hash: 'a1', file: 'a b/c.txt' }),
    method: 'POST',
    path: 'torrents/downloadFile',
    params: { hash: 'a1', file: 'a b/c.txt' },
  },
  {
    name: 'torrents.filePrio',
    call: (client) => client.torrents.filePrio({ hash: 'a1', files: [0, 3], priority: 6 }),
    method: 'POST',
    path: 'torrents/filePrio',
    params: { hash: 'a1', id: '0|3', priority: '6' },
  },
  {
    name: 'torrents.rename',
    call: (client) => client.torrents.rename({ hash: 'a1', name: 'another & better' }),
    method: 'POST',
    path: 'torrents/rename',
    params: { hash: 'a1', name: 'another & better' },
  },
  {
    name: 'torrents.renameFile',
    call: (client) =>
      client.torrents.renameFile({ hash: 'a1', oldPath: 'dir/old.txt', newPath: 'dir/new.txt' }),
    method: 'POST',
    path: 'torrents/renameFile',
    params: { hash: 'a1', oldPath: 'dir/old.txt', newPath: 'dir/new.txt' },
  },
  {
    name: 'torrents.renameFile',
    call: (client) =>
      client.torrents.renameFile({
        hash: 'a1',
        oldPath: 'dir/old.txt',
        newPath: 'dir/new.txt',
        index: 0,
      }),
    method: 'POST',
    path: 'torrents/renameFile',
    params: {
      hash: 'a1',
      oldPath: 'dir/old.txt',
      newPath: 'dir/new.txt',
      id: '0',
      name: 'new.txt',
    },
    version: '2.4.0',
  },
  {
    name: 'torrents.renameFolder',
    call: (client) =>
      client.torrents.renameFolder({ hash: 'a1', oldPath: 'old dir', newPath: 'new dir' }),
    method: 'POST',
    path: 'torrents/renameFolder',
    params: { hash: 'a1', oldPath: 'old dir', newPath: 'new dir' },
  },
]);
