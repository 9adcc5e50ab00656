import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Runs a test while the system trusts this authority alone. */
export async function whileSystemTrusts(pem: string, run: () => Promise<void>): Promise<void> {
  const before = getCACertificates();
  setDefaultCACertificates([pem]);
  try {
    await run();
  } finally {
    setDefaultCACertificates(before);
  }
}
