import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import type { Random } from '../random.ts';

/** A claim lasts 62 days: what clients log of fresh ones. */
export const CLAIM_LIFETIME_MS: number = 62 * 24 * 3_600_000;

/** A signed claim of a port that was issued. */
export interface ClaimRecord {
  readonly port: number;
  readonly payload: string;
  readonly signature: string;
  /** The cn of the server that signed it. */
  readonly server: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Changes of the payload that the faults of `/getSignature` ask for. */
export type PayloadForm = 'normal' | 'malformed' | 'port-zero' | 'created-at';

/** Every claim that was issued, and the key that signs them. */
export class ClaimTable {
  readonly records: ClaimRecord[] = [];
  readonly #random: Random;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;

  /** The key comes from the random source: a simulator with the same seed knows its old claims. */
  constructor(random: Random) {
    this.#random = random;
    this.#privateKey = ed25519Key(random.bytes(32));
    this.#publicKey = createPublicKey(this.#privateKey);
  }

  issue(server: string, at: number, form: PayloadForm): ClaimRecord {
    const port = form === 'port-zero' ? 0 : this.#unusedPort();
    const expiresAt = at + CLAIM_LIFETIME_MS;
    const text = form === 'malformed' ? '{"port":' : this.#payload(port, form, at, expiresAt);
    const payload = Buffer.from(text).toString('base64');
    // The real signature scheme is not known; 64 bytes over the base64 text match what was seen.
    const signature = signBytes(null, Buffer.from(payload), this.#privateKey).toString('base64');
    const record = { port, payload, signature, server, issuedAt: at, expiresAt };
    this.records.push(record);
    return record;
  }

  /** The claim behind a payload, or `undefined` when the signature does not fit it. */
  verify(payload: string, signature: string): Omit<ClaimRecord, 'issuedAt'> | undefined {
    const known = this.records.findLast((record) => record.payload === payload);
    // Months of binds send the same pair: comparing it saves the arithmetic.
    if (known !== undefined && known.signature === signature) return known;
    const bytes = Buffer.from(signature, 'base64');
    if (!verifyBytes(null, Buffer.from(payload), this.#publicKey, bytes)) return undefined;
    // Signed by the same key in an earlier run of this simulator.
    const fields: { readonly port: number; readonly expires_at: string } = JSON.parse(
      Buffer.from(payload, 'base64').toString(),
    );
    const expiresAt = Date.parse(fields.expires_at);
    return { port: fields.port, payload, signature, server: 'unknown', expiresAt };
  }

  #payload(port: number, form: PayloadForm, at: number, expiresAt: number): string {
    const time =
      form === 'created-at'
        ? { created_at: this.#nineDigits(at) }
        : { expires_at: this.#nineDigits(expiresAt) };
    const fields = {
      token: this.#random.bytes(24).toString('base64'),
      port,
      ...time,
      // Not in the documentation: a client that rebuilds the payload loses this field, or the order.
      zone: this.#random.integer(1, 9),
    };
    return JSON.stringify(Object.fromEntries(this.#random.shuffle(Object.entries(fields))));
  }

  #unusedPort(): number {
    for (;;) {
      const port = this.#random.integer(20_000, 60_000);
      if (!this.records.some((record) => record.port === port)) return port;
    }
  }

  #nineDigits(at: number): string {
    const digits = String(this.#random.integer(0, 999_999)).padStart(6, '0');
    return new Date(at).toISOString().replace('Z', `${digits}Z`);
  }
}

function ed25519Key(seed: Buffer): KeyObject {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
}
