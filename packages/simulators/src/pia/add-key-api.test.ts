import { describe, expect, test } from 'vitest';
import { answered, get, json, login, tokenFrom } from '../../test/pia-requests.ts';
import {
  addKey,
  addKeyUrl,
  FIRST,
  publicKey,
  register,
  SECOND,
} from '../../test/wireguard-requests.ts';
import { loopbackServers } from './loopback-servers.ts';
import { PiaSimulator } from './pia-simulator.ts';
import { TOKEN_LIFETIME_MS } from './token-table.ts';

const LOGIN_FAILED = { status: 'ERROR', message: 'Login failed!' };

function simulated(options: { now?: () => number } = {}) {
  return new PiaSimulator({ ...options, servers: loopbackServers() });
}

describe('addKey', () => {
  test('addKey answers with the end of the tunnel and echoes the key', () => {
    const simulator = simulated();
    const reply = register(simulator, FIRST, publicKey(4));
    expect(answered(reply).status).toBe(200);
    expect(json(reply)).toEqual({
      status: 'OK',
      server_key: expect.stringMatching(/^[\w+/]{43}=$/),
      server_port: 1337,
      server_ip: '127.13.37.1',
      server_vip: '127.19.99.1',
      peer_ip: '10.200.0.1',
      peer_pubkey: publicKey(4),
      dns_servers: ['10.0.0.243', '10.0.0.242'],
    });
    expect(answered(reply).body).toMatch(/^\{\n {4}"status": "OK",\n/);
  });

  test('addKey names the length of the prefix at every second server', () => {
    const simulator = simulated();
    const addresses = loopbackServers().map(({ cn }) => json(register(simulator, cn)).peer_ip);
    expect(addresses).toEqual(['10.200.0.1', '10.200.1.1/32', '10.200.2.1', '10.200.3.1/32']);
  });

  test('addKey names another key and another gateway at each server', () => {
    const simulator = simulated();
    const ends = loopbackServers().map(({ cn }) => json(register(simulator, cn)));
    for (const field of ['server_key', 'server_ip', 'server_vip', 'peer_ip']) {
      expect(new Set(ends.map((end) => end[field])).size).toBe(4);
    }
  });

  test('addKey gives what the options of the server say', () => {
    const [server] = loopbackServers();
    if (server === undefined) throw new Error('No server');
    const simulator = new PiaSimulator({
      servers: [
        {
          ...server,
          gatewayAddress: '10.9.128.1',
          wireguard: {
            publicKey: publicKey(9),
            endpointAddress: '198.51.100.10',
            endpointPort: 51820,
            dnsServers: ['10.0.0.241'],
            peerPool: '10.9.128.0/30',
          },
        },
      ],
    });
    // The other address of the pool is the gateway's.
    expect(json(register(simulator, FIRST))).toMatchObject({
      server_key: publicKey(9),
      server_port: 51820,
      server_ip: '198.51.100.10',
      server_vip: '10.9.128.1',
      peer_ip: '10.9.128.2',
      dns_servers: ['10.0.0.241'],
    });
  });

  test('addKey fails with a token that is unknown, too old or not encoded', () => {
    let now = 0;
    const simulator = simulated({ now: () => now });
    const token = tokenFrom(simulator);
    const unencoded = get(`https://${FIRST}:1337/addKey?pt=${token}&pubkey=${publicKey(1)}`);
    expect(json(simulator.addKey(unencoded))).toEqual(LOGIN_FAILED);
    expect(json(simulator.addKey(addKey(FIRST, 'nonsense', publicKey(1))))).toEqual(LOGIN_FAILED);
    now += TOKEN_LIFETIME_MS;
    expect(json(simulator.addKey(addKey(FIRST, token, publicKey(1))))).toEqual(LOGIN_FAILED);
    expect(simulator.wireguard.peers).toEqual([]);
  });

  test('addKey takes nothing but a key of 32 bytes', () => {
    const simulator = simulated();
    for (const key of ['', 'short', publicKey(4).replaceAll('+', ' '), `${publicKey(1)}AAAA`]) {
      expect(answered(register(simulator, FIRST, key)).status).toBe(400);
    }
  });

  test('addKey answers one path and one method', () => {
    const simulator = simulated();
    const request = addKey(FIRST, tokenFrom(simulator), publicKey(1));
    expect(answered(simulator.addKey({ ...request, method: 'POST' })).status).toBe(405);
    expect(answered(simulator.addKey(get(`https://${FIRST}:1337/`))).status).toBe(404);
  });

  test('addKey does not exist at a server without WireGuard', () => {
    const simulator = new PiaSimulator();
    expect(register(simulator, FIRST)).toEqual({ kind: 'hang-before-tls' });
  });

  test('addKey records requests with their source and without their secrets', () => {
    const simulator = simulated({ now: () => 5 });
    register(simulator, FIRST);
    expect(simulator.requests.at(-1)).toEqual({
      at: 5,
      endpoint: 'addKey',
      method: 'GET',
      path: '/addKey',
      sourceAddress: '198.51.100.2',
      server: FIRST,
      status: 200,
      outcome: 'reply',
    });
    expect(simulator.handshakes).toEqual([{ at: 5, server: FIRST, outcome: 'connected' }]);
  });

  test('addKey is at the address that the client dials, whose certificate may have another name', () => {
    const simulator = simulated();
    const request = get(addKeyUrl(FIRST, tokenFrom(simulator), publicKey(1)));
    expect(simulator.addKey(request, { address: '127.13.37.2' })).toEqual({
      kind: 'wrong-name',
      presented: SECOND,
    });
    expect(simulator.addKey(request, { address: '127.13.37.1' }).kind).toBe('reply');
  });
});

describe('the rule of one key', () => {
  test('the rule of one key ends the first key when an account registers a second one at the same server', () => {
    const simulator = simulated({ now: () => 7 });
    register(simulator, FIRST, publicKey(1));
    register(simulator, SECOND, publicKey(1));
    register(simulator, FIRST, publicKey(2));
    expect(simulator.wireguard.peers.map(({ server, publicKey: key }) => [server, key])).toEqual([
      [SECOND, publicKey(1)],
      [FIRST, publicKey(2)],
    ]);
    expect(simulator.wireguard.history[0]).toEqual({
      server: FIRST,
      account: 'p1234567',
      publicKey: publicKey(1),
      address: '10.200.0.1',
      addedAt: 7,
      removedAt: 7,
    });
  });

  test('the rule of one key leaves the keys of other accounts alone', () => {
    const simulator = new PiaSimulator({
      servers: loopbackServers(),
      accounts: { p1234567: 'correct-horse', p7654321: 'battery' },
    });
    const other = String(json(simulator.account(login('battery', 'p7654321'))).token);
    register(simulator, FIRST, publicKey(1));
    simulator.addKey(addKey(FIRST, other, publicKey(2)));
    expect(simulator.wireguard.peers.map(({ account }) => account)).toEqual([
      'p1234567',
      'p7654321',
    ]);
  });
});
