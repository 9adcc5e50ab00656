import { beforeEach, describe, expect, test } from 'vitest';
import { QBittorrentVisitor } from '../../test/qbittorrent-visitor.ts';
import { QBittorrentSimulator } from './qbittorrent-simulator.ts';

describe.each(['4.5', '5.1', '5.2'] as const)('the peer port of %s', (dialect) => {
  let simulator: QBittorrentSimulator;
  let visitor: QBittorrentVisitor;

  beforeEach(() => {
    simulator = new QBittorrentSimulator({ dialect });
    simulator.busyPorts.add(23_999);
    visitor = new QBittorrentVisitor(simulator);
    visitor.login();
  });

  test('the peer port is open from the start, without an incoming connection yet', () => {
    expect(simulator.listeningPort).toBe(6881);
    expect(visitor.status()).toBe('firewalled');
    expect(simulator.rebinds).toBe(0);
  });

  test('the peer port follows the preferences', () => {
    visitor.set({ listen_port: 23_456, random_port: false, upnp: false });
    expect(simulator.listeningPort).toBe(23_456);
    expect(visitor.preferences()).toMatchObject({ listen_port: 23_456, upnp: false });
    expect(simulator.rebinds).toBe(1);
  });

  test('the peer port is not opened again for an equal value', () => {
    visitor.set({ listen_port: 6881, random_port: false, current_network_interface: '' });
    expect(simulator.rebinds).toBe(0);
  });

  test.each([70_000, -5, 23_999])(
    'the peer port is reported as %d, and nothing listens',
    (port) => {
      expect(visitor.set({ listen_port: port })).toMatchObject({ status: 200, body: '' });
      expect(visitor.preferences().listen_port).toBe(port);
      expect(visitor.status()).toBe('disconnected');
      expect(simulator.listeningPort).toBeUndefined();
    },
  );

  test('the peer port is converted from text', () => {
    visitor.set({ listen_port: '23456' });
    expect(visitor.preferences().listen_port).toBe(23_456);
    expect(simulator.listeningPort).toBe(23_456);
  });

  test.each([
    { listen_port: 0 },
    { random_port: true },
    { listen_port: 23_456, random_port: true },
  ])('the peer port is random with %o', (patch) => {
    visitor.set(patch);
    expect(visitor.preferences()).toMatchObject({ listen_port: 0, random_port: true });
    expect(simulator.listeningPort).toBeGreaterThan(49_151);
    expect(visitor.status()).toBe('firewalled');
  });

  test.each([
    ['an interface that does not exist', { current_network_interface: 'wg9' }],
    [
      'an address that is not on the interface',
      { current_network_interface: 'lo', current_interface_address: '10.1.2.3' },
    ],
  ])('the peer port cannot be opened on %s', (_case, patch) => {
    visitor.set(patch);
    expect(visitor.preferences()).toMatchObject(patch);
    expect(visitor.status()).toBe('disconnected');
    visitor.set({ current_network_interface: 'tun0', current_interface_address: '' });
    expect(visitor.status()).toBe('firewalled');
  });

  test('the peer port is connected after an incoming connection', () => {
    simulator.setConnected(true);
    expect(visitor.status()).toBe('connected');
  });

  test('the peer port dies silently with the tunnel, and setting the same port does not revive it', () => {
    simulator.networkChanged();
    expect(simulator.listeningPort).toBeUndefined();
    expect(visitor.status()).toBe('firewalled');
    visitor.set({ listen_port: 6881 });
    expect(simulator.listeningPort).toBeUndefined();
  });

  test.each([
    ['another port', [{ listen_port: 23_456 }]],
    ['port 0 and back', [{ listen_port: 0 }, { listen_port: 6881 }]],
    ['another interface', [{ current_network_interface: 'tun0' }]],
  ])('the peer port revives with %s', (_case, patches) => {
    simulator.networkChanged();
    for (const patch of patches) visitor.set(patch);
    expect(simulator.listeningPort).toBeDefined();
    expect(simulator.rebinds).toBe(patches.length);
  });

  test('the peer port revives with a restart', () => {
    simulator.networkChanged();
    simulator.restart();
    expect(simulator.listeningPort).toBe(6881);
    expect(simulator.rebinds).toBe(0);
  });

  test('the peer port follows a change in the WebUI', () => {
    simulator.changePreferenceByHand({ listen_port: 7000 });
    expect(simulator.listeningPort).toBe(7000);
  });
});

describe('app/setPreferences', () => {
  function open(dialect: '4.5' | '5.1' | '5.2') {
    const simulator = new QBittorrentSimulator({ dialect });
    const visitor = new QBittorrentVisitor(simulator);
    visitor.login();
    return { simulator, visitor };
  }

  test.each(['{bad json', '[1]', 'null', '{"no_such_key":1}'])(
    'app/setPreferences answers 200 to %s',
    (json) => {
      const { visitor } = open('5.1');
      const before = visitor.preferences();
      expect(visitor.post('app/setPreferences', { json }).status).toBe(200);
      expect(visitor.preferences()).toEqual(before);
    },
  );

  test('app/setPreferences knows the announce port from 5.1 on', () => {
    expect(open('4.5').visitor.preferences()).not.toHaveProperty('announce_port');
    const { visitor } = open('5.1');
    visitor.set({ announce_port: 4000 });
    expect(visitor.preferences().announce_port).toBe(4000);
  });

  test('app/setPreferences converts flags and texts', () => {
    const { visitor } = open('5.1');
    visitor.set({ dht: 'false', lsd: 0, upnp: 'yes', locale: 7, proxy_ip: null });
    const expected = { dht: false, lsd: false, upnp: true, locale: '7', proxy_ip: '' };
    expect(visitor.preferences()).toMatchObject(expected);
  });

  test('app/setPreferences returns secrets, which a client must not pass on', () => {
    expect(open('5.2').visitor.preferences()).toMatchObject({
      proxy_password: expect.stringMatching(/secret/),
      web_ui_api_key: '',
    });
  });

  test('app/setPreferences changes the password but never returns it', () => {
    const { visitor } = open('5.1');
    visitor.set({ web_ui_password: 'another-one' });
    expect(visitor.preferences()).not.toHaveProperty('web_ui_password');
    visitor.cookie = undefined;
    expect(visitor.login('adminadmin').body).toBe('Fails.');
    expect(visitor.login('another-one').body).toBe('Ok.');
  });

  test.each([{ web_ui_username: 'ab' }, { web_ui_username: 'a:bc' }, { web_ui_password: 'short' }])(
    'app/setPreferences is refused by 5.2 with %o',
    (patch) => {
      expect(open('5.2').visitor.set(patch).status).toBe(400);
      expect(open('5.1').visitor.set(patch).status).toBe(200);
    },
  );
});
