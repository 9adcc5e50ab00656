import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeQBittorrent } from '../../test/fake-qbittorrent.ts';
import { connect } from '../../test/forwarding-client.ts';

describe('PortForward.apply', () => {
  test('PortForward.apply waits for the listener', async () => {
    const { server, client, clock } = connect();
    server.busyPorts.add(54_321);
    const start = clock.time;
    clock.onDelay = () => {
      if (clock.time - start >= 2_000) server.openPort = 54_321;
    };
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: true });
    expect(clock.time - start).toBe(2_000);
  });

  test('PortForward.apply does not believe a status that is older than the change', async () => {
    const { server, client, clock } = connect();
    server.preferences.refresh_interval = 1_500;
    server.busyPorts.add(54_321);
    const start = clock.time;
    server.intercept = ({ url }) => {
      // The sockets of the port before.
      if (url.endsWith('info')) server.openPort = clock.time - start < 1_500 ? 6881 : 0;
      return undefined;
    };
    const error = await caught(client.portForward.apply({ port: 54_321 }));
    expect(error.code).toBe('QBT_NOT_LISTENING');
    expect(clock.time - start).toBe(7_000);
  });

  test('PortForward.apply trusts the status of 4.5 at once', async () => {
    const { server, client, clock } = connect(new FakeQBittorrent('4.5'));
    server.preferences.refresh_interval = 1_500;
    const start = clock.time;
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: true });
    expect(clock.time).toBe(start);
  });

  test('PortForward.apply gives up after 5 seconds and suspects another program', async () => {
    const { server, client, clock } = connect();
    server.busyPorts.add(54_321);
    const start = clock.time;
    const error = await caught(client.portForward.apply({ port: 54_321 }));
    expect(error.code).toBe('QBT_NOT_LISTENING');
    expect(error.message).toContain('another program holds the port');
    expect(clock.time - start).toBe(5_000);
    expect(server.calls()).not.toContain('POST torrents/reannounce');
  });

  test('PortForward.apply gives up after 5 seconds also when every answer takes long', async () => {
    const { server, client, clock } = connect();
    server.busyPorts.add(54_321);
    server.intercept = ({ url }) => {
      if (url.endsWith('info')) clock.time += 3_000;
      return undefined;
    };
    await caught(client.portForward.apply({ port: 54_321 }));
    expect(server.calls().filter((call) => call === 'GET transfer/info')).toHaveLength(2);
  });

  test('PortForward.apply gives up also when the clock stands still', async () => {
    const { server, client, clock } = connect();
    server.busyPorts.add(54_321);
    const start = clock.time;
    clock.onDelay = () => {
      clock.time = start;
    };
    expect((await caught(client.portForward.apply({ port: 54_321 }))).code).toBe(
      'QBT_NOT_LISTENING',
    );
  });

  test('PortForward.apply suspects the interface that qBittorrent is bound to', async () => {
    const { server, client } = connect();
    server.busyPorts.add(54_321);
    server.preferences.current_network_interface = 'wg0';
    server.preferences.current_interface_address = '10.1.2.3';
    const { message } = await caught(client.portForward.apply({ port: 54_321 }));
    expect(message).toContain('bound to interface "wg0" and address 10.1.2.3; check that');
  });

  test('PortForward.apply opens a port that was busy and is now free, and then announces to the trackers', async () => {
    const { server, client } = connect();
    server.busyPorts.add(54_321);
    await caught(client.portForward.apply({ port: 54_321 }));
    server.busyPorts.clear();
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: true });
    expect(server.openPort).toBe(54_321);
    expect(server.calls().at(-1)).toBe('POST torrents/reannounce');
  });
});
