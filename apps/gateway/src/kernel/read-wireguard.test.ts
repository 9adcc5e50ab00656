import fc from 'fast-check';
import { expect, test } from 'vitest';
import { end } from '../../test/samples.ts';
import { readWireGuard } from './read-wireguard.ts';

const PRIVATE = 'wCEnHqFrCyJRGnmiH5NBSyEpqcTBm8R7XWQ5MhZqaUw=';
const key = end.serverKey;
const own = [PRIVATE, key, '51820', 'off'].join('\t');
const peer = [key, '(none)', '198.51.100.10:1337', '0.0.0.0/0', '1764608400', '92', '180', '25'];

test('interface and peers are read, and the private key is not among what is read', () => {
  const fresh = [key, '(none)', '(none)', '(none)', '0', '0', '0', 'off'].join('\t');
  const state = readWireGuard(`${own}\n${peer.join('\t')}\n${fresh}\n`);
  const bytes = { receivedBytes: 92, sentBytes: 180 };
  const nothing = { endpoint: undefined, handshakeAt: undefined, receivedBytes: 0, sentBytes: 0 };
  expect(state).toEqual({
    publicKey: key,
    listenPort: 51_820,
    peers: [
      { publicKey: key, endpoint: '198.51.100.10:1337', handshakeAt: 1_764_608_400_000, ...bytes },
      { publicKey: key, ...nothing },
    ],
  });
  expect(JSON.stringify(state)).not.toContain(PRIVATE);
});

test('an interface that was never configured has no key and no peers', () => {
  const state = readWireGuard('(none)\t(none)\t0\toff\n');
  expect(state).toEqual({ publicKey: undefined, listenPort: 0, peers: [] });
});

test('a dump with a damaged field is not read, and no error quotes the private key', () => {
  const column = fc.nat(peer.length - 1).filter((i) => i !== 1 && i !== 2 && i !== 3 && i !== 7);
  fc.assert(
    fc.property(column, fc.constantFrom('', 'x', '-1', '1.5', '1e3'), (index, text) => {
      const damaged = peer.with(index, text).join('\t');
      expect(readWireGuard(`${own}\n${damaged}\n`)).toBeUndefined();
    }),
  );
  for (const text of ['', PRIVATE, `${own}\n${key}`]) {
    expect(readWireGuard(text)).toBeUndefined();
  }
});
