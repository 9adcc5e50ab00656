import { describe, expect, it } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeQBittorrent } from '../../test/fake-qbittorrent.ts';
import { connect, patches } from '../../test/forwarding-client.ts';

describe('announce', () => {
  it('sets the announced port and tells the trackers', async () => {
    const { server, client } = connect(new FakeQBittorrent('5.1'));
    expect(await client.portForward.announce({ port: 54_321 })).toEqual({
      changed: true,
      previous: 0,
      connectionStatus: 'firewalled',
    });
    expect(patches(server)).toEqual([{ announce_port: 54_321 }]);
    expect(server.calls().at(-1)).toBe('POST torrents/reannounce');
    expect(await client.portForward.announce({ port: 54_321 })).toMatchObject({ changed: false });
  });

  it('names the version that is too old, and writes nothing', async () => {
    const { server, client } = connect(new FakeQBittorrent('4.5'));
    const error = await caught(client.portForward.announce({ port: 54_321 }));
    expect(error.code).toBe('QBT_UNSUPPORTED');
    expect(error.message).toContain('v4.5.2 (Web API 2.8.19)');
    expect(patches(server)).toEqual([]);
  });

  it('says when nothing listens, whatever is announced', async () => {
    const { server, client } = connect();
    server.openPort = 0;
    expect((await caught(client.portForward.announce({ port: 54_321 }))).code).toBe(
      'QBT_NOT_LISTENING',
    );
  });
});
