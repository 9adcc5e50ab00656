import { createSecureContext, type SecureContext, type TLSSocketOptions } from 'node:tls';
import { CertificateAuthority, type CertificateRequest } from './certificate-authority.ts';
import { type SimulatedHandshake, WRONG_NAME } from './handshake.ts';
import { regionDns, type SimulatedServer } from './simulated-server.ts';

const WEB_NAMES = ['www.privateinternetaccess.com', 'serverlist.piaservers.net'];
const AUTHORITY_NAME = 'Private Internet Access';

/** The certificates that the gateways show, good and bad. */
export class GatewayCertificates {
  readonly #authority = new CertificateAuthority(AUTHORITY_NAME);
  /** Same name, other key. */
  readonly #impostor = new CertificateAuthority(AUTHORITY_NAME);
  readonly #publicAuthority = new CertificateAuthority('Some Public Authority');
  readonly #contexts = new Map<string, SecureContext>();

  /** What clients have to trust, as PEM. */
  get authorityPem(): string {
    return this.#authority.pem;
  }

  /** The TLS settings that give a handshake this outcome. */
  tlsOptions(server: SimulatedServer, handshake: SimulatedHandshake): TLSSocketOptions {
    const secureContext = this.#gatewayContext(server.cn, handshake);
    const dns = regionDns(server.regionId);
    // Old servers show a public certificate to clients that ask for the region's public name.
    if (server.cn.includes('-')) return { secureContext };
    return {
      secureContext,
      SNICallback: (name, done) =>
        done(null, name === dns ? this.#context(this.#publicAuthority, dns, {}) : secureContext),
    };
  }

  /** A plain web server's TLS settings, for its address or name and for the real ones' names. */
  webTlsOptions(host: string): TLSSocketOptions {
    const alternativeNames = [host, ...WEB_NAMES];
    return { secureContext: this.#context(this.#authority, host, { alternativeNames }) };
  }

  #gatewayContext(cn: string, handshake: SimulatedHandshake): SecureContext {
    switch (handshake.kind) {
      case 'wrong-ca':
        return this.#context(this.#impostor, cn, {});
      case 'wrong-name':
        return this.#context(this.#authority, WRONG_NAME, {});
      case 'expired-certificate':
        return this.#context(this.#authority, cn, { validFromDays: -30, validToDays: -1 });
      case 'not-yet-valid-certificate':
        return this.#context(this.#authority, cn, { validFromDays: 365, validToDays: 730 });
      case 'wrong-purpose-certificate':
        return this.#context(this.#authority, cn, { purpose: 'client' });
      default:
        return handshake.kind === 'connected' && handshake.certificate === 'cn-only'
          ? this.#context(this.#authority, cn, { alternativeNames: [] })
          : this.#context(this.#authority, cn, {});
    }
  }

  #context(
    authority: CertificateAuthority,
    name: string,
    difference: Partial<CertificateRequest>,
  ): SecureContext {
    const id = `${authority.pem} ${name} ${JSON.stringify(difference)}`;
    const known = this.#contexts.get(id);
    if (known !== undefined) return known;
    const context = createSecureContext({
      ...authority.issue({
        commonName: name,
        alternativeNames: [name],
        validFromDays: -1,
        validToDays: 3650,
        purpose: 'server',
        ...difference,
      }),
      minVersion: 'TLSv1.2',
    });
    this.#contexts.set(id, context);
    return context;
  }
}
