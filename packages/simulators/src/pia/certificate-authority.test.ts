import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { CertificateAuthority } from './certificate-authority.ts';

const request = {
  commonName: 'Server-11555-2a',
  alternativeNames: ['Server-11555-2a', '127.0.0.1'],
  validFromDays: -1,
  validToDays: 30,
  purpose: 'server',
} as const;

test('the authority signs itself, as PIA does', () => {
  const { pem } = new CertificateAuthority('Private Internet Access');
  const authority = new X509Certificate(pem);
  expect(authority.ca).toBe(true);
  expect(authority.subject).toBe('CN=Private Internet Access');
  expect(authority.verify(authority.publicKey)).toBe(true);
});

test('issue() signs a certificate with the names, times and purpose asked for', () => {
  const authority = new CertificateAuthority('Private Internet Access');
  const leaf = new X509Certificate(authority.issue(request).cert);
  expect(leaf.verify(new X509Certificate(authority.pem).publicKey)).toBe(true);
  expect(leaf.checkIssued(new X509Certificate(authority.pem))).toBe(true);
  expect(leaf.subject).toBe('CN=Server-11555-2a');
  expect(leaf.subjectAltName).toBe('DNS:Server-11555-2a, IP Address:127.0.0.1');
  expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  const lifetime = leaf.validToDate.getTime() - leaf.validFromDate.getTime();
  expect(Math.round(lifetime / 86_400_000)).toBe(31);
});

test('issue() leaves the alternative names out when there are none', () => {
  const authority = new CertificateAuthority('Private Internet Access');
  const { cert } = authority.issue({ ...request, alternativeNames: [] });
  expect(new X509Certificate(cert).subjectAltName).toBeUndefined();
});

test('another authority of the same name signs with another key', () => {
  const [one, two] = [new CertificateAuthority('Twin'), new CertificateAuthority('Twin')];
  const leaf = new X509Certificate(one.issue(request).cert);
  expect(leaf.verify(new X509Certificate(two.pem).publicKey)).toBe(false);
});
