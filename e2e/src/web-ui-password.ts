import { pbkdf2Sync, randomBytes } from 'node:crypto';

/** A password as qBittorrent 4.2 and later keeps it in `WebUI\Password_PBKDF2`. */
export function storedPassword(password: string): string {
  const salt = randomBytes(16);
  const key = pbkdf2Sync(password, salt, 100_000, 64, 'sha512');
  return `@ByteArray(${salt.toString('base64')}:${key.toString('base64')})`;
}
