import { describe, expect, test } from 'vitest';
import { connect, patches } from '../../test/forwarding-client.ts';

describe('PortForward.rebind', () => {
  test('PortForward.rebind reopens the sockets on the same port and announces to the trackers', async () => {
    const { server, client } = connect();
    expect(await client.portForward.rebind({ port: 6881 })).toEqual({
      changed: true,
      previous: 6881,
      listenPort: 6881,
      connectionStatus: 'firewalled',
    });
    expect(server.opened).toBe(3);
    expect(patches(server)).toMatchObject([{ listen_port: 6882 }, { listen_port: 6881 }]);
    expect(server.openPort).toBe(6881);
    expect(server.calls().at(-1)).toBe('POST torrents/reannounce');
  });

  test('PortForward.rebind never leaves the range of ports on the way', async () => {
    const { server, client } = connect();
    await client.portForward.apply({ port: 65_535 });
    await client.portForward.rebind({ port: 65_535 });
    expect(patches(server)).toMatchObject([
      { listen_port: 65_535 },
      { listen_port: 65_534 },
      { listen_port: 65_535 },
    ]);
  });

  test('PortForward.rebind needs one step when the port differs', async () => {
    const { server, client } = connect();
    await client.portForward.rebind({ port: 54_321 });
    expect(patches(server)).toHaveLength(1);
  });

  test('PortForward.rebind does not leave qBittorrent on the wrong port when it is aborted', async () => {
    const { server, client } = connect();
    const stop = new AbortController();
    server.intercept = ({ body = '' }) => {
      if (String(body).includes('6882')) stop.abort('over');
      return undefined;
    };
    const call = client.portForward.rebind({ port: 6881 }, { signal: stop.signal });
    await expect(call).rejects.toBe('over');
    expect(server.preferences.listen_port).toBe(6882);
    await expect.poll(() => server.preferences.listen_port).toBe(6881);
  });
});
