import { describe, expect, test } from 'vitest';
import { bindPort, get, getSignature, json, tokenFrom } from '../../test/pia-requests.ts';
import { FIRST, publicKey, register, SECOND } from '../../test/wireguard-requests.ts';
import type { SimulatedRequest } from '../simulated-http.ts';
import { loopbackServers } from './loopback-servers.ts';
import type { PeerEvent } from './peer-table.ts';
import { PiaSimulator } from './pia-simulator.ts';

function watched() {
  const events: string[] = [];
  const onPeer = ({ type, peer }: PeerEvent) => {
    events.push(`${type} ${peer.publicKey} ${peer.address}`);
  };
  return { events, simulator: new PiaSimulator({ servers: loopbackServers(), onPeer }) };
}

describe('onPeer', () => {
  test('onPeer is called for each key before the answer is there, first for the one that ends', () => {
    const { events, simulator } = watched();
    register(simulator, FIRST, publicKey(1));
    expect(events).toEqual([`added ${publicKey(1)} 10.200.0.1`]);
    register(simulator, FIRST, publicKey(2));
    expect(events.slice(1)).toEqual([
      `removed ${publicKey(1)} 10.200.0.1`,
      `added ${publicKey(2)} 10.200.0.2`,
    ]);
  });

  test('onPeer is called when the server forgets keys', () => {
    const { events, simulator } = watched();
    register(simulator, FIRST, publicKey(1));
    register(simulator, SECOND, publicKey(2));
    expect(simulator.wireguard.forgetKeys(SECOND)).toBe(1);
    expect(events.at(-1)).toBe(`removed ${publicKey(2)} 10.200.1.1`);
    expect(simulator.wireguard.peers.map(({ server }) => server)).toEqual([FIRST]);
    expect(simulator.wireguard.forgetKeys()).toBe(1);
    expect(simulator.wireguard.peers).toEqual([]);
    expect(() => simulator.wireguard.forgetKeys('atlantis1')).toThrow(/the servers are Server-/);
  });
});

describe('the gateway of a server with WireGuard', () => {
  const address = '127.19.99.2';
  const ping = (simulator: PiaSimulator, sourceAddress: string) => {
    const reply = simulator.gateway(get('/ping', sourceAddress), { address });
    return reply.kind === 'reply' ? reply.status : reply.kind;
  };

  test('the gateway of a server with WireGuard answers only its own peers, whichever server the simulator is connected to', () => {
    const { simulator } = watched();
    register(simulator, FIRST);
    register(simulator, SECOND);
    expect(ping(simulator, '10.200.1.1')).toBe(200);
    expect(simulator.requests.at(-1)).toMatchObject({ endpoint: 'ping', server: SECOND });
    expect(ping(simulator, '10.200.0.1')).toBe(401);
    expect(ping(simulator, '198.51.100.2')).toBe(401);
  });

  test('the gateway of a server with WireGuard gets no packet through while the server is down', () => {
    const { simulator } = watched();
    simulator.setRunning(SECOND, false);
    expect(ping(simulator, '127.0.0.1')).toBe('hang-before-tls');
    expect(register(simulator, SECOND)).toEqual({ kind: 'hang-before-tls' });
    simulator.setRunning(SECOND, true);
    expect(ping(simulator, '127.0.0.1')).toBe(200);
  });

  test('the gateway of a server with WireGuard refuses a peer whose key was forgotten', () => {
    const { simulator } = watched();
    register(simulator, SECOND);
    simulator.wireguard.forgetKeys(SECOND);
    expect(ping(simulator, '10.200.1.1')).toBe(401);
  });

  test('forwards a port to a peer until its key ends, and to each server on its own', () => {
    const { simulator } = watched();
    register(simulator, FIRST);
    register(simulator, SECOND);
    const token = tokenFrom(simulator);
    const from = (request: SimulatedRequest, number: number) =>
      json(
        simulator.gateway(
          { ...request, sourceAddress: `10.200.${number - 1}.1` },
          { address: `127.19.99.${number}` },
        ),
      );
    const { payload, signature } = from(getSignature(token), 1);
    const bind = bindPort({ payload: String(payload), signature: String(signature) });
    expect(from(bind, 1).message).toBe('port scheduled for add');
    expect(from(bind, 2).message).toBe('port scheduled for add');
    expect(from(bind, 2).message).toBe('timer refreshed');
    simulator.wireguard.forgetKeys(FIRST);
    expect(simulator.bindings).toMatchObject([{ server: SECOND, address: '10.200.1.1', binds: 2 }]);
  });

  test('the gateway of a server with WireGuard is open to a test without a tunnel', () => {
    const { simulator } = watched();
    expect(ping(simulator, '127.0.0.1')).toBe(200);
  });
});
