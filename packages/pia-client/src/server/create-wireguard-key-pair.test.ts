import { createPrivateKey, createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { createWireGuardKeyPair } from './create-wireguard-key-pair.ts';

/** The header of an X25519 private key in DER form (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');

test('createWireGuardKeyPair() makes another pair each time, whose public key fits the private one', async () => {
  const pairs = await Promise.all(Array.from({ length: 20 }, () => createWireGuardKeyPair()));
  for (const { privateKey, publicKey } of pairs) {
    const der = Buffer.concat([PKCS8, Buffer.from(privateKey, 'base64')]);
    const key = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
    const { x = '' } = key.export({ format: 'jwk' });
    expect(publicKey).toBe(Buffer.from(x, 'base64url').toString('base64'));
    expect(privateKey).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  }
  expect(new Set(pairs.map(({ privateKey }) => privateKey)).size).toBe(20);
});
