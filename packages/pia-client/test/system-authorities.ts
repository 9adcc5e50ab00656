import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Runs a test while the system trusts only this authority. */
export async function whileSystemTrusts(pem: string, run: () => Promise<void>): Promise<void> {
  const before = getCACertificates();
  setDefaultCACertificates([pem]);
  try {
    await run();
  } finally {
    setDefaultCACertificates(before);
  }
}
