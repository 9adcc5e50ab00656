import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A process started in this environment trusts one more authority. */
export interface TrustEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Makes the variables that add an authority on each runtime, and the file that they name. */
export async function trustEnvironment(authorityPem: string): Promise<TrustEnvironment> {
  const folder = await mkdtemp(join(tmpdir(), 'portkeep-runtime-tests-'));
  const file = join(folder, 'authority.pem');
  await writeFile(file, authorityPem);
  return {
    variables: { NODE_EXTRA_CA_CERTS: file, DENO_CERT: file },
    remove: () => rm(folder, { recursive: true }),
  };
}
