import type { PeerCertificate } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCertificateName } from './read-certificate-name.ts';

type Names = Pick<PeerCertificate, 'subject' | 'subjectaltname'>;
const certificate = (CN: string | string[] | undefined, subjectaltname?: string) =>
  ({ subject: { CN }, subjectaltname }) as Names;

describe('readCertificateName()', () => {
  test.each([
    ['the CN of an old certificate', certificate('amsterdam447'), 'amsterdam447'],
    ['the CN that the SAN covers', certificate('a1', 'DNS:b2, DNS:A1'), 'a1'],
    ['the first DNS name of the SAN', certificate('Some Company', 'DNS:b2, DNS:c3'), 'b2'],
    ['a DNS name after an address', certificate('x', 'IP Address:192.0.2.1, DNS:b2'), 'b2'],
    ['a name without a CN', certificate(undefined, 'DNS:b2'), 'b2'],
    ['the first usable CN of several', certificate(['Some Company', 'a1']), 'a1'],
    ['a name with capitals, as it is', certificate('Server-11555-2a'), 'Server-11555-2a'],
    ['a name after a wildcard', certificate('*.x', 'DNS:*.x, DNS:b2'), 'b2'],
  ])('readCertificateName() gives %s', (_what, given, expected) => {
    expect(readCertificateName(given)).toBe(expected);
  });

  test.each([
    ['a CN that the SAN does not cover', certificate('a1', 'IP Address:192.0.2.1')],
    ['a wildcard', certificate('*.x', 'DNS:*.x')],
    ['a CN that is not a host name', certificate('Private Internet Access')],
    ['a name with a line end', certificate('a1\nb2')],
    ['a URL', certificate('a1/x?y')],
    ['a quoted entry that holds a comma', certificate('x', 'DNS:"a1, DNS:b2"')],
    ['no name at all', certificate(undefined)],
  ])('readCertificateName() does not accept %s', (_what, given) => {
    expect(readCertificateName(given)).toBeUndefined();
  });

  test('readCertificateName() gives a plain host name or nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string(), { nil: undefined }), (name, san) => {
        const found = readCertificateName(certificate(name, san && `DNS:${san}`));
        expect(found ?? 'none').toMatch(/^[a-z0-9._-]+$/i);
      }),
    );
  });
});
