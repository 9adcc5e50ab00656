import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeQBittorrent } from '../../test/fake-qbittorrent.ts';
import { connect, patches } from '../../test/forwarding-client.ts';

describe('PortForward.announce', () => {
  test('PortForward.announce sets the announced port and announces to the trackers', async () => {
    const { server, client } = connect(new FakeQBittorrent('5.1'));
    expect(await client.portForward.announce({ port: 54_321 })).toEqual({
      changed: true,
      previous: 0,
      listenPort: 6881,
      connectionStatus: 'firewalled',
    });
    expect(patches(server)).toEqual([{ announce_port: 54_321, upnp: false }]);
    expect(server.calls().at(-1)).toBe('POST torrents/reannounce');
    expect(await client.portForward.announce({ port: 54_321 })).toMatchObject({ changed: false });
  });

  test('PortForward.announce switches UPnP off, whose mappings of the same port would end with qBittorrent', async () => {
    const { server, client } = connect(new FakeQBittorrent('5.1'));
    await client.portForward.announce({ port: 54_321 });
    server.preferences.upnp = true;
    const change = await client.portForward.announce({ port: 54_321 });
    expect(change).toMatchObject({ changed: true, upnpStopped: true });
    expect(server.preferences.upnp).toBe(false);
  });

  test.each([6881, 0])(
    'PortForward.announce returns the listening port, which it does not set: %i',
    async (port) => {
      const { server, client } = connect(new FakeQBittorrent('5.1'));
      server.preferences.listen_port = port;
      for (const changed of [true, false]) {
        const change = await client.portForward.announce({ port: 54_321 });
        expect(change).toMatchObject({ changed, listenPort: port });
      }
    },
  );

  test('PortForward.announce names the version that is too old, and writes nothing', async () => {
    const { server, client } = connect(new FakeQBittorrent('4.5'));
    const error = await caught(client.portForward.announce({ port: 54_321 }));
    expect(error).toMatchObject({ code: 'QBT_UNSUPPORTED', reason: 'no-announced-port' });
    expect(error.message).toContain('v4.5.2 (Web API 2.8.19)');
    // Listening on it would lead away from where such a gateway sends what comes in.
    expect(error.advice).toContain('only where no gateway translates it');
    expect(patches(server)).toEqual([]);
  });

  test('PortForward.announce reports that nothing listens, whatever is announced', async () => {
    const { server, client } = connect();
    server.openPort = 0;
    expect((await caught(client.portForward.announce({ port: 54_321 }))).code).toBe(
      'QBT_NOT_LISTENING',
    );
  });
});
