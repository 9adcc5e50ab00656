import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { PIA_CA } from './ca.ts';

test('PIA_CA is the authority that PIA publishes', () => {
  const certificate = new X509Certificate(PIA_CA);
  expect(certificate.fingerprint256).toBe(
    '1F:D2:56:58:45:6E:AB:30:41:FB:A7:7C:CD:39:8A:B8:12:4E:DC:C1:B8:B2:FC:1D:55:FD:F6:B1:BB:FC:9D:70',
  );
  expect(certificate.ca).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
});
