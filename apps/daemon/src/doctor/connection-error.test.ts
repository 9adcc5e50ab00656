import { describe, expect, it } from 'vitest';
import { ConnectionError } from './connection-error.ts';

describe('ConnectionError', () => {
  it.each([
    ['ECONNREFUSED', 'tcp', 'refuses the connection', 'check the firewall'],
    ['ETIMEDOUT', 'tcp', 'no connection', 'check that the VPN is up'],
    ['ENETUNREACH', 'tcp', 'no connection', 'check that the VPN is up'],
    ['ETIMEDOUT', 'tls', 'the TLS handshake stops', 'lower the MTU'],
    ['ECONNRESET', 'tls', 'the TLS handshake stops', 'lower the MTU'],
    ['CERT_HAS_EXPIRED', 'tls', 'not valid at this machine’s time', 'check the clock'],
    ['CERT_NOT_YET_VALID', 'tls', 'not valid at this machine’s time', 'check the clock'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', 'does not prove', 'intercepts'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'does not prove', 'intercepts'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'does not prove', 'intercepts'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'does not prove', 'intercepts'],
  ] as const)('explains %s during %s', (code, stage, cause, next) => {
    const { message, advice } = new ConnectionError('pia.example', code, stage);
    expect(message).toContain(cause);
    expect(message).toContain(code === 'ECONNREFUSED' ? 'pia.example' : code);
    expect(advice).toContain(next);
  });
});
