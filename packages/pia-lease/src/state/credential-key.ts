import { createCipheriv, createDecipheriv, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
/**
 * Slow on purpose: other users may read the state file, and must not be able to guess the password
 * from it.
 */
const ITERATIONS = 100_000;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keys derived from the PIA credentials: one seals the token, one shows whether they changed. */
export interface CredentialKey {
  /** Differs when the name, the password or the salt differs; reveals nothing about them. */
  readonly fingerprint: string;
  seal(text: string): string;
  /** `undefined` when it was sealed with other credentials or was altered. */
  open(sealed: string): string | undefined;
}

/** Derives the key; takes about 50 ms of CPU outside the event loop. */
export async function deriveCredentialKey(
  username: string,
  password: string,
  salt: string,
): Promise<CredentialKey> {
  const secret = JSON.stringify([username, password]);
  const master = await derive(secret, Buffer.from(salt, 'base64'), ITERATIONS, 32, 'sha512');
  const subkey = (purpose: string) => createHmac('sha256', master).update(purpose).digest();
  const sealing = subkey('token');

  return {
    fingerprint: subkey('fingerprint').toString('base64'),
    seal(text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, IV_BYTES));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
