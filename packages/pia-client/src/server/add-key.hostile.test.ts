import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addKeyAnswer, PUBLIC_KEY, SERVER_KEY } from '../../test/add-key-answer.ts';
import { reply } from '../../test/replies.ts';
import { isPiaError } from '../pia-error.ts';
import { decodeAddKey } from './add-key.ts';
import type { WireGuardPeer } from './wireguard-peer.ts';

const NUMBER = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${NUMBER}(\\.${NUMBER}){3}$`);

/** That nothing in it can be more than a key, an address or a port, checked by other means. */
function expectHarmless(peer: WireGuardPeer): void {
  const { serverKey, endpoint, gateway, address, dnsServers } = peer;
  expect(Buffer.from(serverKey, 'base64')).toHaveLength(32);
  expect(Buffer.from(serverKey, 'base64').toString('base64')).toBe(serverKey);
  for (const ip of [endpoint.address, gateway, address, ...dnsServers]) {
    expect(ip).toMatch(IPV4);
    expect(ip).not.toMatch(/^(0|22[4-9]|2[3-5]\d)\./);
  }
  expect(Number.isInteger(endpoint.port)).toBe(true);
  expect(endpoint.port).toBeGreaterThanOrEqual(1);
  expect(endpoint.port).toBeLessThanOrEqual(65_535);
  expect(Object.keys(peer)).toHaveLength(5);
}

function decodeOrCode(body: unknown): WireGuardPeer | string {
  try {
    return decodeAddKey(reply(200, body), { publicKey: PUBLIC_KEY });
  } catch (error) {
    if (isPiaError(error)) return error.code;
    throw error;
  }
}

const FIELDS = [
  'server_key',
  'server_port',
  'server_ip',
  'server_vip',
  'peer_ip',
  'dns_servers',
] as const;
const GOOD = ['10.9.155.222', SERVER_KEY, '1337', ''];
const INJECTIONS = [
  '; flush ruleset',
  '} chain input { policy accept; ',
  '$(reboot)',
  '`reboot`',
  "'; reboot #",
  '\nPostUp = reboot',
  '\r\n',
  '\n',
  '\0',
  ' ',
  '/33',
  '/0x20',
  '/32/32',
  '/-1',
  '-',
  '%s',
  '\u2028',
  '٣',
];
const NEVER_VALID: readonly unknown[] = [
  '0',
  '65536',
  0,
  65_536,
  -1,
  1.5,
  1e21,
  true,
  {},
  '0x539',
  '1e3',
  '+80',
  ' 80',
  '2001:db8::1',
  '::ffff:10.0.0.1',
  '[::1]',
  '0.0.0.0',
  '255.255.255.255',
  '224.0.0.1',
  '256.0.0.1',
  '10.0.0',
  '10.0.0.1.2',
  '010.0.0.1',
  '10.0.0.1/33',
  '--help',
  '-f',
  SERVER_KEY.slice(1),
  `${SERVER_KEY}=`,
  `A${SERVER_KEY}`,
  SERVER_KEY.replace('0=', '1='),
  Buffer.alloc(31).toString('base64'),
  Buffer.alloc(33).toString('base64'),
  Buffer.alloc(32, 0xff).toString('base64url'),
  ['10.0.0.1', '10.0.0.256'],
  ['10.0.0.1\n'],
  [['10.0.0.1']],
];

describe.each(FIELDS)('an answer to addKey whose %s is hostile', (field) => {
  test('causes a coded error when the value is wrong in any known way', () => {
    for (const value of NEVER_VALID) {
      const outcome = decodeOrCode(addKeyAnswer({ [field]: value }));
      expect(outcome, JSON.stringify(value)).toBe('PIA_UNEXPECTED_RESPONSE');
    }
  });

  test('decodeAddKey() never gives more than keys, addresses and ports, whatever is added to a good value', () => {
    const part = fc.oneof(fc.constantFrom(...INJECTIONS), fc.string({ unit: 'binary-ascii' }));
    fc.assert(
      fc.property(fc.constantFrom(...GOOD), part, part, fc.boolean(), (good, a, b, asList) => {
        const text = `${a}${good}${b}`;
        const outcome = decodeOrCode(addKeyAnswer({ [field]: asList ? [text] : text }));
        if (typeof outcome === 'string') expect(outcome).toBe('PIA_UNEXPECTED_RESPONSE');
        else expectHarmless(outcome);
      }),
    );
  });

  test('decodeAddKey() never gives more than keys, addresses and ports, whatever JSON stands there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const outcome = decodeOrCode(addKeyAnswer({ [field]: value }));
        if (typeof outcome === 'string') expect(outcome).toBe('PIA_UNEXPECTED_RESPONSE');
        else expectHarmless(outcome);
      }),
    );
  });
});

test('an answer to addKey of any status and body causes a coded error at worst', () => {
  fc.assert(
    fc.property(fc.nat(599), fc.oneof(fc.string(), fc.json()), (status, body) => {
      try {
        decodeAddKey(reply(status, body), { publicKey: PUBLIC_KEY });
      } catch (error) {
        expect(error).toSatisfy(isPiaError);
      }
    }),
  );
});
