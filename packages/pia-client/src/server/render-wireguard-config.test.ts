import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SERVER_KEY } from '../../test/add-key-answer.ts';
import { renderWireGuardConfig, type WireGuardConfigOptions } from './render-wireguard-config.ts';
import type { WireGuardPeer } from './wireguard-peer.ts';

const privateKey = `${'p'.repeat(42)}8=`;
const PEER: WireGuardPeer = {
  serverKey: SERVER_KEY,
  endpoint: { address: '192.0.2.2', port: 1337 },
  gateway: '10.9.128.1',
  address: '10.9.155.222',
  dnsServers: ['10.0.0.243', '10.0.0.242'],
};

test('renderWireGuardConfig() writes what "wg setconf" reads, without address, DNS and MTU', () => {
  const options = { style: 'setconf', privateKey, listenPort: 51820, mtu: 1420 } as const;
  expect(renderWireGuardConfig(PEER, options)).toBe(`[Interface]
PrivateKey = ${privateKey}
ListenPort = 51820

[Peer]
PublicKey = ${SERVER_KEY}
AllowedIPs = 0.0.0.0/0
Endpoint = 192.0.2.2:1337
PersistentKeepalive = 25
`);
});

test('renderWireGuardConfig() writes a whole configuration for wg-quick', () => {
  const options = { style: 'wg-quick', privateKey, mtu: 1420 } as const;
  expect(renderWireGuardConfig(PEER, options)).toBe(`[Interface]
PrivateKey = ${privateKey}
Address = 10.9.155.222/32
DNS = 10.0.0.243, 10.0.0.242
MTU = 1420

[Peer]
PublicKey = ${SERVER_KEY}
AllowedIPs = 0.0.0.0/0
Endpoint = 192.0.2.2:1337
PersistentKeepalive = 25
`);
});

test('renderWireGuardConfig() uses other DNS servers, or none, and leaves out a keepalive of 0', () => {
  const options = { style: 'wg-quick', privateKey, keepaliveSeconds: 0 } as const;
  const own = renderWireGuardConfig(PEER, { ...options, dns: ['192.0.2.53'] });
  expect(own).toContain('DNS = 192.0.2.53\n');
  expect(own).not.toContain('PersistentKeepalive');
  expect(renderWireGuardConfig(PEER, { ...options, dns: [] })).not.toContain('DNS');
  expect(renderWireGuardConfig({ ...PEER, dnsServers: [] }, options)).not.toContain('DNS');
});

const good: WireGuardConfigOptions = { style: 'wg-quick', privateKey };
const wrong: readonly (readonly [string, Partial<WireGuardPeer>, Record<string, unknown>])[] = [
  ['privateKey', {}, { privateKey: 'HUNTER2' }],
  ['serverKey', { serverKey: `${SERVER_KEY}\nPostUp = reboot` }, {}],
  ['endpoint', { endpoint: { address: 'example.org', port: 1 } }, {}],
  ['endpoint', { endpoint: { address: '192.0.2.2', port: 65_536 } }, {}],
  ['address', { address: '10.0.0.1/32' }, {}],
  ['dns', { dnsServers: ['10.0.0.1\nPostUp = reboot'] }, {}],
  ['dns', {}, { dns: ['2001:db8::1'] }],
  ['listenPort', {}, { listenPort: 0 }],
  ['mtu', {}, { mtu: 575 }],
  ['keepaliveSeconds', {}, { keepaliveSeconds: -1 }],
  ['style', {}, { style: 'networkd' }],
];

describe('renderWireGuardConfig() with a part that is not valid', () => {
  test.each(wrong)(
    'renderWireGuardConfig() with a part that is not valid names %s: %j %j',
    (name, peer, options) => {
      const call = () => renderWireGuardConfig({ ...PEER, ...peer }, { ...good, ...options });
      expect(call).toThrow(TypeError);
      expect(call).toThrow(`Cannot use "${name}": `);
      expect(call).not.toThrow('HUNTER2');
    },
  );

  test('renderWireGuardConfig() with a part that is not valid never writes another line, whatever the texts of a peer are', () => {
    const text = fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.constant('10.0.0.1'));
    fc.assert(
      fc.property(text, text, text, (serverKey, address, dns) => {
        try {
          const peer = { ...PEER, serverKey, address, dnsServers: [dns] };
          expect(renderWireGuardConfig(peer, good).split('\n')).toHaveLength(11);
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
        }
      }),
    );
  });
});
