import { describe, expect, it } from 'vitest';
import { caught } from '../test/caught.ts';
import { text } from '../test/fake-qbittorrent.ts';
import { QBittorrentClient } from './qbittorrent-client.ts';

function connect(body: string, validate?: boolean) {
  const transport = async () => text(200, body);
  return new QBittorrentClient({ baseUrl: 'http://host', transport, validate });
}

describe('validation', () => {
  const wrong = '{"connection_status":7}';

  it('names the fields that do not fit', async () => {
    for (const client of [connect(wrong), connect(wrong, true)]) {
      const { code, message } = await caught(client.transfer.info());
      expect(code).toBe('QBT_UNEXPECTED_RESPONSE');
      expect(message).toContain('connection_status, dht_nodes');
    }
  });

  it('can be switched off: replies are believed as they come', async () => {
    expect(await connect(wrong, false).transfer.info()).toEqual({ connection_status: 7 });
    expect(await connect('anything', false).app.version()).toBe('anything');
  });

  it('switched off, still knows what is no JSON and no number', async () => {
    const client = connect('<html>', false);
    expect((await caught(client.transfer.info())).code).toBe('QBT_UNEXPECTED_RESPONSE');
    expect((await caught(client.transfer.uploadLimit())).code).toBe('QBT_UNEXPECTED_RESPONSE');
  });
});
