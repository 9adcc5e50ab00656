import type { PeerCertificate } from 'node:tls';
import { HOST_NAME } from '../host-name.ts';

/**
 * Reads the name to call a server by from its certificate: the CN where the SAN covers it or where
 * there is no SAN (PIA's certificates until about 2021), else the first DNS name of the SAN. Verifies
 * nothing: whether the certificate is PIA's is up to TLS, and whether the name is right to the caller.
 */
export function readCertificateName(
  certificate: Pick<PeerCertificate, 'subject' | 'subjectaltname'>,
): string | undefined {
  const { subject, subjectaltname = '' } = certificate;
  // Node quotes an entry that holds a comma, so that it cannot pass for two; such an entry is not a
  // name.
  const names = [...subjectaltname.matchAll(/(?:^|, )DNS:([^,"]+)(?=,|$)/g)].map(
    ([, name = '']) => name,
  );
  // A subject may hold several common names; Node then gives an array.
  const commonNames: readonly string[] = [subject?.CN ?? []].flat();
  const covered = commonNames.filter((common) =>
    names.length === 0
      ? subjectaltname === ''
      : names.some((name) => name.toLowerCase() === common.toLowerCase()),
  );
  return [...covered, ...names].find((name) => HOST_NAME.test(name));
}
