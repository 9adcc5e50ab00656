import { describe, expect, it } from 'vitest';
import { caught } from '../test/caught.ts';
import { FakeClock } from '../test/fake-clock.ts';
import { FakeQBittorrent, text } from '../test/fake-qbittorrent.ts';
import { QBittorrentClient } from './qbittorrent-client.ts';

function connect(server = new FakeQBittorrent(), clock = new FakeClock()) {
  server.bypass = true;
  const client = new QBittorrentClient({
    baseUrl: 'http://host:8080',
    transport: server.transport,
    clock,
  });
  return { server, client, clock };
}

function patches(server: FakeQBittorrent): unknown[] {
  return server.requests
    .filter(({ url }) => url.endsWith('setPreferences'))
    .map(({ body }) => JSON.parse(new URLSearchParams(String(body)).get('json') ?? ''));
}

const NO_PORTS = [0, -1, 65_536, 70_000, 1.5, Number.NaN, Number.POSITIVE_INFINITY];

describe('apply', () => {
  it('sets the port, reads it back, looks at the listener and tells the trackers', async () => {
    const { server, client } = connect();
    expect(await client.portForward.apply({ port: 54_321 })).toEqual({
      changed: true,
      previous: 6881,
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

  it('writes nothing when all is as asked, but looks at the listener', async () => {
    const { server, client } = connect();
    expect(await client.portForward.apply({ port: 6881 })).toMatchObject({
      changed: false,
      previous: 6881,
    });
    expect(server.calls()).toEqual(['GET app/preferences', 'GET transfer/info']);
  });

  it.each(['random_port', 'upnp'])('switches %s off on the right port', async (key) => {
    const { server, client } = connect();
    server.preferences[key] = true;
    expect(await client.portForward.apply({ port: 6881 })).toMatchObject({ changed: true });
    expect(server.preferences[key]).toBe(false);
  });

  it.each(NO_PORTS)('refuses %d before any request', async (port) => {
    const { server, client } = connect();
    const error = await caught(client.portForward.apply({ port: port }));
    expect(error).toMatchObject({ code: 'QBT_BAD_REQUEST' });
    expect(error.message).toContain(`${port} is not a port`);
    expect((await caught(client.portForward.rebind({ port: port }))).code).toBe('QBT_BAD_REQUEST');
    expect((await caught(client.portForward.announce(port))).code).toBe('QBT_BAD_REQUEST');
    expect(server.requests).toHaveLength(0);
  });

  it('notices a port that was not kept', async () => {
    const { server, client } = connect();
    server.intercept = ({ url }) => (url.endsWith('setPreferences') ? text(200, '') : undefined);
    const error = await caught(client.portForward.apply({ port: 54_321 }));
    expect(error.code).toBe('QBT_NOT_APPLIED');
    expect(error.message).toContain('listen_port');
  });

  it('waits for the listener', async () => {
    const { server, client, clock } = connect();
    server.busyPorts.add(54_321);
    const start = clock.time;
    clock.onDelay = () => {
      if (clock.time - start >= 2_000) server.openPort = 54_321;
    };
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: true });
    expect(clock.time - start).toBe(2_000);
  });

  it('does not believe a status that is older than the change', async () => {
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

  it('believes 4.5 at once', async () => {
    const { server, client, clock } = connect(new FakeQBittorrent('4.5'));
    server.preferences.refresh_interval = 1_500;
    const start = clock.time;
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: true });
    expect(clock.time).toBe(start);
  });

  it('gives up after 5 seconds and suspects another program', async () => {
    const { server, client, clock } = connect();
    server.busyPorts.add(54_321);
    const start = clock.time;
    const error = await caught(client.portForward.apply({ port: 54_321 }));
    expect(error.code).toBe('QBT_NOT_LISTENING');
    expect(error.message).toContain('another program holds the port');
    expect(clock.time - start).toBe(5_000);
    expect(server.calls()).not.toContain('POST torrents/reannounce');
  });

  it('gives up after 5 seconds also when every answer takes long', async () => {
    const { server, client, clock } = connect();
    server.busyPorts.add(54_321);
    server.intercept = ({ url }) => {
      if (url.endsWith('info')) clock.time += 3_000;
      return undefined;
    };
    await caught(client.portForward.apply({ port: 54_321 }));
    expect(server.calls().filter((call) => call === 'GET transfer/info')).toHaveLength(2);
  });

  it('gives up also when the clock stands still', async () => {
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

  it('sets the interface and the address together', async () => {
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

  it('suspects the interface that qBittorrent is bound to', async () => {
    const { server, client } = connect();
    server.busyPorts.add(54_321);
    server.preferences.current_network_interface = 'wg0';
    server.preferences.current_interface_address = '10.1.2.3';
    const { message } = await caught(client.portForward.apply({ port: 54_321 }));
    expect(message).toContain('bound to interface "wg0" and address 10.1.2.3; check that');
  });

  it('opens a port that was busy and is free now, and tells the trackers then', async () => {
    const { server, client } = connect();
    server.busyPorts.add(54_321);
    await caught(client.portForward.apply({ port: 54_321 }));
    server.busyPorts.clear();
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: true });
    expect(server.openPort).toBe(54_321);
    expect(server.calls().at(-1)).toBe('POST torrents/reannounce');
  });

  it('tells the trackers later when that failed', async () => {
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

  it('does without random_port where qBittorrent no longer has it', async () => {
    const { server, client } = connect();
    delete server.preferences.random_port;
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: true });
    expect(await client.portForward.apply({ port: 54_321 })).toMatchObject({ changed: false });
  });
});

describe('rebind', () => {
  it('opens the sockets anew on the same port and tells the trackers', async () => {
    const { server, client } = connect();
    expect(await client.portForward.rebind({ port: 6881 })).toEqual({
      changed: true,
      previous: 6881,
      connectionStatus: 'firewalled',
    });
    expect(server.opened).toBe(3);
    expect(patches(server)).toMatchObject([{ listen_port: 6882 }, { listen_port: 6881 }]);
    expect(server.openPort).toBe(6881);
    expect(server.calls().at(-1)).toBe('POST torrents/reannounce');
  });

  it('never leaves the range of ports on the way', async () => {
    const { server, client } = connect();
    await client.portForward.apply({ port: 65_535 });
    await client.portForward.rebind({ port: 65_535 });
    expect(patches(server)).toMatchObject([
      { listen_port: 65_535 },
      { listen_port: 65_534 },
      { listen_port: 65_535 },
    ]);
  });

  it('needs one step when the port differs', async () => {
    const { server, client } = connect();
    await client.portForward.rebind({ port: 54_321 });
    expect(patches(server)).toHaveLength(1);
  });

  it('does not leave qBittorrent on the wrong port when it is aborted', async () => {
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

describe('announce', () => {
  it('sets the announced port and tells the trackers', async () => {
    const { server, client } = connect(new FakeQBittorrent('5.1'));
    expect(await client.portForward.announce(54_321)).toEqual({
      changed: true,
      previous: 0,
      connectionStatus: 'firewalled',
    });
    expect(patches(server)).toEqual([{ announce_port: 54_321 }]);
    expect(server.calls().at(-1)).toBe('POST torrents/reannounce');
    expect(await client.portForward.announce(54_321)).toMatchObject({ changed: false });
  });

  it('names the version that is too old, and writes nothing', async () => {
    const { server, client } = connect(new FakeQBittorrent('4.5'));
    const error = await caught(client.portForward.announce(54_321));
    expect(error.code).toBe('QBT_UNSUPPORTED');
    expect(error.message).toContain('v4.5.2 (Web API 2.8.19)');
    expect(patches(server)).toEqual([]);
  });

  it('says when nothing listens, whatever is announced', async () => {
    const { server, client } = connect();
    server.openPort = 0;
    expect((await caught(client.portForward.announce(54_321))).code).toBe('QBT_NOT_LISTENING');
  });
});
