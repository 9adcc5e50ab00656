import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { text } from '../../test/fake-qbittorrent.ts';
import { connect, patches } from '../../test/forwarding-client.ts';

const NO_PORTS = [0, -1, 65_536, 70_000, 1.5, Number.NaN, Number.POSITIVE_INFINITY];

describe('PortForward.apply', () => {
  test('PortForward.apply sets the port, reads it back, checks the listener and announces to the trackers', async () => {
    const { server, client } = connect();
    expect(await client.portForward.apply({ port: 54_321 })).toEqual({
      changed: true,
      previous: 6881,
      listenPort: 54_321,
      connectionStatus: 'firewalled',
    });
    expect(server.calls()).toEqual([
      'GET app/preferences',
      'POST app/setPreferences',
      'GET app/preferences',
      'GET transfer/info',
      'GET app/webapiVersion',
      'POST torrents/reannounce',
    ]);
    expect(patches(server)).toEqual([{ listen_port: 54_321, random_port: false, upnp: false }]);
  });

  test('PortForward.apply writes nothing when everything is as asked, but checks the listener', async () => {
    const { server, client } = connect();
    expect(await client.portForward.apply({ port: 6881 })).toMatchObject({
      changed: false,
      previous: 6881,
      listenPort: 6881,
    });
    expect(server.calls()).toEqual(['GET app/preferences', 'GET transfer/info']);
  });

  test.each(['random_port', 'upnp'])(
    'PortForward.apply switches %s off on the right port',
    async (key) => {
      const { server, client } = connect();
      server.preferences[key] = true;
      expect(await client.portForward.apply({ port: 6881 })).toMatchObject({ changed: true });
      expect(server.preferences[key]).toBe(false);
    },
  );

  test.each(NO_PORTS)('PortForward.apply refuses %d before any request', async (port) => {
    const { server, client } = connect();
    const error = await caught(client.portForward.apply({ port: port }));
    expect(error).toMatchObject({ code: 'QBT_BAD_REQUEST' });
    expect(error.message).toContain(`${port} is not a port`);
    expect((await caught(client.portForward.rebind({ port: port }))).code).toBe('QBT_BAD_REQUEST');
    expect((await caught(client.portForward.announce({ port }))).code).toBe('QBT_BAD_REQUEST');
    expect(server.requests).toHaveLength(0);
  });

  test('PortForward.apply notices a port that was not kept', async () => {
    const { server, client } = connect();
    server.intercept = ({ url }) => (url.endsWith('setPreferences') ? text(200, '') : undefined);
    const error = await caught(client.portForward.apply({ port: 54_321 }));
    expect(error.code).toBe('QBT_NOT_APPLIED');
    expect(error.message).toContain('listen_port');
  });

  test('PortForward.apply sets the interface and the address together', async () => {
    const { server, client } = connect();
    await client.portForward.apply({ port: 6881, interfaceName: 'wg0' });
    expect(patches(server)).toEqual([
      {
        listen_port: 6881,
        random_port: false,
        upnp: false,
        current_network_interface: 'wg0',
        current_interface_address: '',
      },
    ]);
    expect(await client.portForward.verify({ port: 6881 })).toBe('firewalled');
    expect(server.calls().filter((call) => call === 'POST app/setPreferences')).toHaveLength(1);
  });

  test('PortForward.apply announces to the trackers later when that failed', async () => {
    const { server, client } = connect();
    server.intercept = ({ url }) => (url.endsWith('reannounce') ? text(500, '') : undefined);
    expect((await caught(client.portForward.apply({ port: 54_321 }))).code).toBe(
      'QBT_SERVER_ERROR',
    );
    server.intercept = () => undefined;
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: false });
    await client.portForward.apply({ port: 54_321 });
    expect(server.calls().filter((call) => call === 'POST torrents/reannounce')).toHaveLength(2);
  });

  test('PortForward.apply works without random_port where qBittorrent no longer has it', async () => {
    const { server, client } = connect();
    delete server.preferences.random_port;
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: true });
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: false });
  });
});
