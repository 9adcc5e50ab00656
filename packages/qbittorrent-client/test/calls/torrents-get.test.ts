import { expect, test } from 'vitest';
import { caught } from '../caught.ts';
import { text } from '../fake-qbittorrent.ts';
import { recordingClient } from '../recording-client.ts';

test('torrents.get says that a torrent which was just added appears later', async () => {
  const { client } = recordingClient('2.15.1', () => text(200, '[]'));
  const { code, message } = await caught(client.torrents.get({ hash: 'a1' }));
  expect(code).toBe('QBT_NOT_FOUND');
  expect(message).toContain('just added');
});

test('torrents.get is not sent to qBittorrent 4.1.0, which would answer with any torrent', async () => {
  const { client } = recordingClient('2.0.0', () => text(200, '[]'));
  const error = await caught(client.torrents.get({ hash: 'a1' }));
  expect(error.code).toBe('QBT_UNSUPPORTED');
});

test.each(['', 'all', '*', 'a1|b2'])(
  'torrents.get refuses "%s", which would mean other torrents',
  async (hash) => {
    const { client } = recordingClient('2.15.1', () => text(200, '[]'));
    const error = await caught(client.torrents.get({ hash }));
    expect(error.code).toBe('QBT_BAD_REQUEST');
    // The caller gave one hash, no list.
    expect(error.message).toContain('"hash"');
  },
);
