import { createCipheriv, createHmac } from 'node:crypto';
import type { CredentialKey } from '../src/state/credential-key.ts';

/** Like the daemon's own key, but fast: the daemon's is slow on purpose, to hinder an attacker. */
export async function quickCredentialKey(
  username: string,
  password: string,
  salt: string,
): Promise<CredentialKey> {
  const secret = createHmac('sha256', salt)
    .update(JSON.stringify([username, password]))
    .digest();
  const fingerprint = secret.toString('base64url').slice(0, 8);
  // Never use one key stream twice outside a test.
  const cipher = (bytes: Buffer) =>
    createCipheriv('aes-256-ctr', secret, Buffer.alloc(16)).update(bytes);
  return {
    fingerprint,
    seal: (text) => `${fingerprint}.${cipher(Buffer.from(text)).toString('base64')}`,
    open(sealed) {
      const [of, body = ''] = sealed.split('.');
      return of === fingerprint ? cipher(Buffer.from(body, 'base64')).toString() : undefined;
    },
  };
}
