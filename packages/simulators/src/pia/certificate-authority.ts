import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign as signBytes,
} from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as x509 from '@peculiar/asn1-x509';

const DAY_MS = 24 * 3_600_000;
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';

/** A certificate with its private key, both as PEM. */
export interface IssuedCertificate {
  readonly cert: string;
  readonly key: string;
}

/** The contents of a certificate. */
export interface CertificateRequest {
  readonly commonName: string;
  /** Host names or IP addresses; no such extension when empty. */
  readonly alternativeNames: readonly string[];
  /** Days from now, negative for the past. */
  readonly validFromDays: number;
  readonly validToDays: number;
  readonly purpose: 'server' | 'client';
  /** A critical extension that no verifier knows, by its object identifier. */
  readonly unknownExtension?: string | undefined;
}

/**
 * An authority with the traits of PIA's own: its basic constraints are not critical and it states
 * no key usage, which strict verifiers dislike. Keys are P-256, because RSA takes seconds to make.
 */
export class CertificateAuthority {
  /** The certificate of the authority. */
  readonly pem: string;
  readonly #name: x509.Name;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  constructor(commonName: string) {
    this.#name = distinguishedName(commonName);
    this.pem = this.#sign(this.#name, this.#keys.publicKey, -365, 20 * 365, [
      extension(x509.id_ce_subjectKeyIdentifier, this.#keyIdentifier()),
      extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: true })),
    ]);
  }

  /** The private key of the authority, as PEM. */
  get key(): string {
    return privatePem(this.#keys.privateKey);
  }

  issue(request: CertificateRequest): IssuedCertificate {
    const { commonName, alternativeNames, validFromDays, validToDays, purpose } = request;
    const { unknownExtension: unknown } = request;
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const authority = new x509.AuthorityKeyIdentifier({ keyIdentifier: this.#keyIdentifier() });
    const usage = new x509.KeyUsage(x509.KeyUsageFlags.digitalSignature);
    const purposes = new x509.ExtendedKeyUsage([
      purpose === 'server' ? x509.id_kp_serverAuth : x509.id_kp_clientAuth,
    ]);
    const names = new x509.SubjectAlternativeName(alternativeNames.map(generalName));
    const cert = this.#sign(distinguishedName(commonName), publicKey, validFromDays, validToDays, [
      extension(x509.id_ce_authorityKeyIdentifier, authority),
      extension(x509.id_ce_keyUsage, usage),
      extension(x509.id_ce_extKeyUsage, purposes),
      ...(names.length === 0 ? [] : [extension(x509.id_ce_subjectAltName, names)]),
      ...(unknown === undefined ? [] : [extension(unknown, new x509.BasicConstraints(), true)]),
    ]);
    return { cert, key: privatePem(privateKey) };
  }

  #keyIdentifier(): x509.KeyIdentifier {
    const der = this.#keys.publicKey.export({ type: 'spki', format: 'der' });
    return new x509.KeyIdentifier(toArrayBuffer(createHash('sha1').update(der).digest()));
  }

  #sign(
    subject: x509.Name,
    publicKey: KeyObject,
    validFromDays: number,
    validToDays: number,
    extensions: x509.Extension[],
  ): string {
    const algorithm = new x509.AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
    const der = publicKey.export({ type: 'spki', format: 'der' });
    const serial = randomBytes(9);
    // Positive, and no leading zero byte.
    serial[0] = 1;
    const tbsCertificate = new x509.TBSCertificate({
      version: x509.Version.v3,
      serialNumber: toArrayBuffer(serial),
      signature: algorithm,
      issuer: this.#name,
      validity: new x509.Validity({
        notBefore: new Date(Date.now() + validFromDays * DAY_MS),
        notAfter: new Date(Date.now() + validToDays * DAY_MS),
      }),
      subject,
      subjectPublicKeyInfo: AsnConvert.parse(der, x509.SubjectPublicKeyInfo),
      extensions: new x509.Extensions(extensions),
    });
    const signed = Buffer.from(AsnConvert.serialize(tbsCertificate));
    const certificate = new x509.Certificate({
      tbsCertificate,
      signatureAlgorithm: algorithm,
      signatureValue: toArrayBuffer(signBytes('sha256', signed, this.#keys.privateKey)),
    });
    return pem(Buffer.from(AsnConvert.serialize(certificate)));
  }
}

function distinguishedName(commonName: string): x509.Name {
  const value = new x509.AttributeValue({ utf8String: commonName });
  const attribute = new x509.AttributeTypeAndValue({ type: COMMON_NAME, value });
  return new x509.Name([new x509.RelativeDistinguishedName([attribute])]);
}

function generalName(name: string): x509.GeneralName {
  return isIP(name) === 0
    ? new x509.GeneralName({ dNSName: name })
    : new x509.GeneralName({ iPAddress: name });
}

function extension(id: string, value: object, critical = false): x509.Extension {
  const extnValue = new OctetString(AsnConvert.serialize(value));
  return new x509.Extension({ extnID: id, critical, extnValue });
}

function privatePem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
