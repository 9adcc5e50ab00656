import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The files that a client has to trust, as absolute paths: it may run in another folder. */
export interface TrustFiles {
  readonly caFile: string;
  readonly serverListKeyFile: string;
  /** Removes the folder, if it was made only for these files. */
  readonly remove: () => Promise<void>;
}

/** Writes the CA and the key of the server list into the folder, or into a new one. */
export async function writeTrustFiles(
  folder: string | undefined,
  caPem: string,
  serverListKeyPem: string,
): Promise<TrustFiles> {
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const place = resolve(folder ?? (await mkdtemp(join(tmpdir(), 'portkeep-pia-'))));
  const caFile = join(place, 'pia-ca.pem');
  const serverListKeyFile = join(place, 'pia-server-list-key.pem');
  await writeFile(caFile, caPem);
  await writeFile(serverListKeyFile, serverListKeyPem);
  const remove = async (): Promise<void> => {
    if (folder === undefined) await rm(place, { recursive: true, force: true });
  };
  return { caFile, serverListKeyFile, remove };
}
