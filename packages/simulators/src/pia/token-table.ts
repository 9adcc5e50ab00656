import type { Random } from '../random.ts';

/** A token lasts 24 hours, counted from its issue (manual-connections, get_token.sh). */
export const TOKEN_LIFETIME_MS: number = 24 * 3_600_000;

/** A token that was issued. */
export interface TokenRecord {
  readonly token: string;
  readonly username: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Every token that was issued. */
export class TokenTable {
  readonly records: TokenRecord[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  issue(username: string, at: number): TokenRecord {
    // 95 bytes are 128 characters of base64 with one `=`. A `+` and a `/` are put in as well, so
    // that every token exposes a client that does not percent-encode.
    const base64 = this.#random.bytes(95).toString('base64');
    const token = `${base64.slice(0, 40)}+${base64.slice(41, 80)}/${base64.slice(81)}`;
    const record = { token, username, issuedAt: at, expiresAt: at + TOKEN_LIFETIME_MS };
    this.records.push(record);
    return record;
  }

  /** Who may use the token at this time, or `undefined` when it is not valid. */
  ownerOf(token: string, at: number): string | undefined {
    return this.records.find((record) => record.token === token && at < record.expiresAt)?.username;
  }

  /** Makes every token issued so far invalid. */
  revokeAll(at: number): void {
    const revoked = this.records.map((record) => ({
      ...record,
      expiresAt: Math.min(record.expiresAt, at),
    }));
    this.records.splice(0, this.records.length, ...revoked);
  }
}
