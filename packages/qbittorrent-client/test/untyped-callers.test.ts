import { describe, expect, it } from 'vitest';
import { QBittorrentClient, type QBittorrentClientOptions } from '../src/core.ts';
import { FakeQBittorrent } from './fake-qbittorrent.ts';
import { connect } from './session-client.ts';

// What JavaScript, or an environment variable that is not set, brings in spite of the types.
describe('a caller without types', () => {
  it.each(['username', 'password'])('is told of a %s that is not set', async (name) => {
    const server = new FakeQBittorrent();
    const auth = { username: 'admin', password: 'adminadmin', [name]: undefined };
    const client = connect(server, auth as never);
    await expect(client.app.version()).rejects.toThrow(
      new TypeError(`Cannot use "${name}": give a string, or a function that returns one`),
    );
    expect(server.requests).toEqual([]);
  });

  it('is told of an address that is not set', () => {
    const options = { transport: new FakeQBittorrent().transport };
    const construct = () => new QBittorrentClient(options as unknown as QBittorrentClientOptions);
    expect(construct).toThrow('Cannot use "baseUrl"');
  });

  it('is told of a text where a list is wanted, as other clients take it', async () => {
    const client = connect(new FakeQBittorrent());
    const hashes = 'a1' as unknown as readonly string[];
    await expect(client.torrents.stop({ hashes })).rejects.toThrow(
      new TypeError('Cannot use "hashes": give a list'),
    );
  });
});
