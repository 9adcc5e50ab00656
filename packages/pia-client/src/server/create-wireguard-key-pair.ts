import * as v from 'valibot';
import { WireGuardKey } from './wireguard-key.ts';

/** The keys of one end of a WireGuard tunnel, each base64 of 32 bytes, as `wg` writes them. */
export interface WireGuardKeyPair {
  /** A secret. It must never stand on a command line or in a log. */
  readonly privateKey: string;
  /** What the server is given. */
  readonly publicKey: string;
}

/** How X25519 keys are exported (RFC 8037), but with the alphabet and the padding of base64. */
const KeyFromJwk = v.pipe(
  v.string(),
  v.transform((text) => `${text.replaceAll('-', '+').replaceAll('_', '/')}=`),
  WireGuardKey,
);
const JwkSchema = v.object({ d: KeyFromJwk, x: KeyFromJwk });

/**
 * Makes a new key pair, as `wg genkey` and `wg pubkey` would.
 *
 * @returns The keys.
 *
 * @example
 * ```ts
 * import { createWireGuardKeyPair } from '@portkeep/pia-client';
 *
 * const { privateKey, publicKey } = await createWireGuardKeyPair();
 * if (atob(privateKey).length !== 32 || atob(publicKey).length !== 32) throw new Error('unreachable');
 * ```
 */
export async function createWireGuardKeyPair(): Promise<WireGuardKeyPair> {
  const pair = await crypto.subtle.generateKey({ name: 'X25519' }, true, ['deriveBits']);
  if (!('privateKey' in pair)) throw new TypeError('X25519 makes key pairs only');
  const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const { d, x } = v.parse(JwkSchema, jwk);
  return { privateKey: d, publicKey: x };
}
