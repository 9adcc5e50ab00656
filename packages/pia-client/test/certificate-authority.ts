import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import * as der from './der.ts';

const DAY_MS = 86_400_000;
const ECDSA_WITH_SHA256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const USAGES = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' };

/** What a certificate for a test looks like. */
export interface LeafOptions {
  /** The common name. */
  readonly name: string;
  /** DNS names of the SAN; `[]` for a certificate without one. The common name by default. */
  readonly san?: readonly string[];
  /** Days from now. */
  readonly validFrom?: number;
  readonly validTo?: number;
  /** Adds an unknown critical extension, for which every client must refuse the certificate. */
  readonly unknownExtension?: boolean;
  /** The purpose that it is issued for; servers by default. */
  readonly usage?: keyof typeof USAGES;
}

/** A key and its certificate, in PEM form. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** An authority like PIA's own: basic constraints not critical, no key usage. */
export class TestAuthority {
  readonly name: string;
  readonly pem: string;
  readonly #key: KeyObject;

  constructor(name = 'Test Authority') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.name = name;
    this.#key = privateKey;
    const isAuthority = extension('2.5.29.19', der.sequence(der.truth()));
    this.pem = this.#certify({ name, validFrom: -30, validTo: 30 }, publicKey, [isAuthority]);
  }

  /** Issues a certificate with a key of its own. */
  issue(options: LeafOptions): Identity {
    const { name, san = [name], usage = 'server' } = options;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const extensions = [extension('2.5.29.37', der.sequence(der.oid(USAGES[usage])))];
    if (san.length > 0) {
      const names = san.map((dns) => der.tagged(0x82, Buffer.from(dns)));
      extensions.push(extension('2.5.29.17', der.sequence(...names)));
    }
    if (options.unknownExtension) {
      extensions.push(
        der.sequence(der.oid('1.3.6.1.4.1.99999.1'), der.truth(), der.octets(der.utf8('x'))),
      );
    }
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return { key, cert: this.#certify(options, publicKey, extensions) };
  }

  #certify(options: LeafOptions, publicKey: KeyObject, extensions: readonly der.Der[]): string {
    const { name, validFrom = -1, validTo = 1 } = options;
    const content = der.sequence(
      der.tagged(0xa0, der.integer(2)),
      der.integer(1, ...randomBytes(8)),
      ECDSA_WITH_SHA256,
      distinguishedName(this.name),
      der.sequence(der.utcTime(daysFromNow(validFrom)), der.utcTime(daysFromNow(validTo))),
      distinguishedName(name),
      publicKey.export({ type: 'spki', format: 'der' }),
      der.tagged(0xa3, der.sequence(...extensions)),
    );
    const signature = der.bits(sign('sha256', content, this.#key));
    const base64 = der.sequence(content, ECDSA_WITH_SHA256, signature).toString('base64');
    return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  }
}

function extension(id: string, content: der.Der): der.Der {
  return der.sequence(der.oid(id), der.octets(content));
}

function distinguishedName(name: string): der.Der {
  return der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(name))));
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}
