import { describe, expect, test } from 'vitest';
import { caught } from '../test/caught.ts';
import { text } from '../test/fake-qbittorrent.ts';
import { QBittorrentClient } from './qbittorrent-client.ts';

function connect(body: string, validate?: boolean) {
  const transport = async () => text(200, body);
  return new QBittorrentClient({ baseUrl: 'http://host', transport, validate });
}

describe('validation', () => {
  const wrong = '{"connection_status":7}';

  test('validation names the fields that do not fit', async () => {
    for (const client of [connect(wrong), connect(wrong, true)]) {
      const { code, message } = await caught(client.transfer.info());
      expect(code).toBe('QBT_UNEXPECTED_RESPONSE');
      expect(message).toMatch(
        /^Cannot read .*: the reply does not have the known form \(connection_status, dht_nodes, .*\); qBittorrent may be newer than this package: update it, or set "validate" to false$/,
      );
    }
  });

  test('validation names the operation and asks for the address where the reply is of something else', async () => {
    const client = connect('<html>');
    const messages = [client.transfer.info(), client.transfer.uploadLimit(), client.app.version()];
    expect(await Promise.all(messages.map(async (call) => (await caught(call)).message))).toEqual([
      'Cannot read the transfer state of qBittorrent: the reply is not JSON; check that the address is the one of qBittorrent, and that no proxy in front of it answers with a page of its own',
      'Cannot read the upload limit: the reply is not a number; check that the address is the one of qBittorrent, and that no proxy in front of it answers with a page of its own',
      'Cannot read the version of qBittorrent: the reply is not a version; check that the address is the one of qBittorrent, and that no proxy in front of it answers with a page of its own',
    ]);
  });

  test('validation can be switched off: replies are trusted as they come', async () => {
    expect(await connect(wrong, false).transfer.info()).toEqual({ connection_status: 7 });
    expect(await connect('anything', false).app.version()).toBe('anything');
  });

  test('validation that is switched off still recognises what is not JSON or not a number', async () => {
    const client = connect('<html>', false);
    expect((await caught(client.transfer.info())).code).toBe('QBT_UNEXPECTED_RESPONSE');
    expect((await caught(client.transfer.uploadLimit())).code).toBe('QBT_UNEXPECTED_RESPONSE');
  });
});
