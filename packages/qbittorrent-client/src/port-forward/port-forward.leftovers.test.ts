import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { connect, patches } from '../../test/forwarding-client.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

const LISTEN = { listen_port: 54_321, random_port: false, upnp: false };

describe('an announced port that is left over', () => {
  function withLeftover(listenPort: number) {
    const place = connect(new FakeQBittorrent('5.1'));
    Object.assign(place.server.preferences, { announce_port: 40_999, listen_port: listenPort });
    return { ...place, ports: place.client.portForward };
  }

  test.each(['apply', 'rebind'] as const)(
    'a leftover announced port is set to 0 by %s, in the same request',
    async (method) => {
      const { server, ports } = withLeftover(6881);
      await ports[method]({ port: 54_321 });
      expect(patches(server)).toEqual([{ ...LISTEN, announce_port: 0 }]);
      expect(server.calls().at(-1)).toBe('POST torrents/reannounce');
    },
  );

  test('a leftover announced port is set to 0 and the trackers are notified although the port is already right', async () => {
    const { server, ports } = withLeftover(54_321);
    expect(await ports.apply({ port: 54_321 })).toMatchObject({ changed: true });
    expect(server.preferences.announce_port).toBe(0);
    expect(server.calls().at(-1)).toBe('POST torrents/reannounce');
    expect(await ports.apply({ port: 54_321 })).toMatchObject({ changed: false });
  });

  test('a leftover announced port does not count as a port that is set', async () => {
    const { ports } = withLeftover(54_321);
    const error = await caught(ports.verify({ port: 54_321 }));
    expect(error.code).toBe('QBT_NOT_APPLIED');
    expect(error.message).toContain('announce_port');
  });

  test('a leftover announced port that comes back at once is an error, not a success', async () => {
    const { server, ports } = withLeftover(6881);
    server.intercept = ({ url }) => {
      if (url.endsWith('app/preferences')) server.preferences.announce_port = 40_999;
      return undefined;
    };
    const error = await caught(ports.apply({ port: 54_321 }));
    expect(error.code).toBe('QBT_NOT_APPLIED');
    // The port and the switches were kept.
    expect(error.message).toMatch(/^qBittorrent does not hold announce_port as asked/);
  });

  test('a leftover announced port stays while the listener is opened again, where it was asked for', async () => {
    const { server, ports } = withLeftover(6881);
    await ports.rebind({ port: 6881, announcePort: 40_999 });
    expect(server.preferences).toMatchObject({ announce_port: 40_999, listen_port: 6881 });
    expect(patches(server)).toHaveLength(2);
  });

  test('a leftover announced port is not sent to a qBittorrent that does not know the setting', async () => {
    const { server, client } = connect(new FakeQBittorrent('4.5'));
    await client.portForward.apply({ port: 54_321, announcePort: 40_999 });
    expect(patches(server)).toEqual([LISTEN]);
  });
});

describe('an address of a tunnel that is gone', () => {
  const moved = { from: ['10.0.0.1', '10.0.0.2'], to: '10.0.0.3' };

  function boundTo(address: string) {
    const place = connect();
    Object.assign(place.server.preferences, {
      current_network_interface: 'wg0',
      current_interface_address: address,
    });
    return { ...place, ports: place.client.portForward };
  }

  test.each(moved.from)(
    'the address of a tunnel that is gone, such as %s, is replaced, and the interface stays',
    async (address) => {
      const { server, ports } = boundTo(address);
      expect(await ports.apply({ port: 54_321, moved })).toMatchObject({
        previousAddress: address,
      });
      expect(patches(server)).toEqual([{ ...LISTEN, current_interface_address: '10.0.0.3' }]);
      expect(server.preferences.current_network_interface).toBe('wg0');
      await expect(ports.apply({ port: 54_321, moved })).resolves.not.toHaveProperty(
        'previousAddress',
      );
    },
  );

  test('the address of a tunnel that is gone is replaced in both steps when the listener is opened again', async () => {
    const { server, ports } = boundTo('10.0.0.1');
    await ports.rebind({ port: 6881, moved });
    expect(patches(server)).toMatchObject([
      { listen_port: 6882, current_interface_address: '10.0.0.3' },
      { listen_port: 6881, current_interface_address: '10.0.0.3' },
    ]);
  });

  test('the address of a tunnel that is gone is replaced when a port is announced', async () => {
    const { server, ports } = boundTo('10.0.0.1');
    await ports.announce({ port: 54_321, moved });
    expect(patches(server)).toEqual([
      { announce_port: 54_321, upnp: false, current_interface_address: '10.0.0.3' },
    ]);
  });

  test.each(['', '0.0.0.0', '::', '192.0.2.1', '10.0.0.3'])(
    'the address of a tunnel that is gone does not change another address: %j',
    async (address) => {
      const { server, ports } = boundTo(address);
      await ports.apply({ port: 54_321, moved });
      await ports.announce({ port: 54_321, moved });
      expect(server.preferences.current_interface_address).toBe(address);
      expect(JSON.stringify(patches(server))).not.toContain('current_interface_address');
    },
  );
});

describe('an answer that does not come in time', () => {
  function slow(path: string, status?: number) {
    const place = connect();
    const { server } = place;
    const transport: typeof server.transport = async (request, options) => {
      const reply = await server.transport(request, options);
      if (!request.url.endsWith(path)) return reply;
      if (status !== undefined) return text(status, 'Gateway Timeout');
      throw Object.assign(new Error('late'), { code: 'ETIMEDOUT' });
    };
    const { portForward: ports } = new QBittorrentClient({
      baseUrl: 'http://host:8080',
      transport,
      clock: place.clock,
    });
    return { server, ports };
  }
  const sent = (server: FakeQBittorrent, path: string) =>
    server.calls().filter((call) => call === `POST ${path}`).length;

  test.each([undefined, 504])(
    'an answer to a reannouncement that does not come in time is not waited for again (%s)',
    async (status) => {
      const { server, ports } = slow('torrents/reannounce', status);
      expect(await ports.apply({ port: 54_321 })).toMatchObject({ changed: true });
      expect(await ports.apply({ port: 54_321 })).toMatchObject({ changed: false });
      expect(sent(server, 'torrents/reannounce')).toBe(1);
    },
  );

  test.each([undefined, 504])(
    'a change whose answer does not come in time is checked by reading it back (%s)',
    async (status) => {
      const { server, ports } = slow('app/setPreferences', status);
      expect(await ports.apply({ port: 54_321 })).toMatchObject({ changed: true });
      expect(await ports.rebind({ port: 54_321 })).toMatchObject({ changed: true });
      expect(sent(server, 'app/setPreferences')).toBe(3);
      expect(server.preferences.listen_port).toBe(54_321);
    },
  );
});
