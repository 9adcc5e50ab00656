import { describe, expect, test } from 'vitest';
import { QBittorrentClient } from '../src/core.ts';
import { FakeQBittorrent } from './fake-qbittorrent.ts';
import { connect } from './session-client.ts';

// Values that come from JavaScript, or from an unset environment variable, in spite of the types.
describe('a caller without types', () => {
  const options = { baseUrl: 'host:8080', transport: new FakeQBittorrent().transport };
  const construct = (given: object) => () => new QBittorrentClient(given as never);

  test.each([
    ['username', { auth: { password: 'x' } }],
    ['password', { auth: { username: 'x', password: undefined } }],
    ['apiKey', { auth: { apiKey: undefined } }],
    ['apiKey', { auth: { apiKey: 5 } }],
  ])(
    'a caller without types gets a TypeError from the constructor for a missing %s',
    (name, given) => {
      expect(construct({ ...options, ...given })).toThrow(
        new TypeError(`Cannot use "${name}": give a string, or a function that returns one`),
      );
    },
  );

  test.each(['baseUrl', 'transport'])(
    'a caller without types gets a TypeError from the constructor without %s',
    (name) => {
      expect(construct({ ...options, [name]: undefined })).toThrow(TypeError);
      expect(construct({ ...options, [name]: undefined })).toThrow(`Cannot use "${name}"`);
    },
  );

  test('a caller without types gets a TypeError for a function that does not return a secret', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server, { username: 'admin', password: () => undefined as never });
    await expect(client.app.version()).rejects.toThrow(
      new TypeError('Cannot use "password": give a string, or a function that returns one'),
    );
    expect(server.requests).toEqual([]);
  });

  test('a caller without types gets a coded error for a text instead of a list, which other clients take', async () => {
    const client = connect(new FakeQBittorrent());
    const hashes = 'a1' as unknown as readonly string[];
    await expect(client.torrents.stop({ hashes })).rejects.toMatchObject({
      code: 'QBT_BAD_REQUEST',
      message: 'Cannot use "hashes": it is not a list; give a list',
    });
  });
});
