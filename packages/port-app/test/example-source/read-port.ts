import { readFile } from 'node:fs/promises';
import { AdvisedError } from '@portkeep/app-host';

export async function readPort(path: string): Promise<number> {
  const port = Number(await readFile(path, 'utf8'));
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new AdvisedError(`${path} does not hold a port`, 'check that the VPN forwards one');
}
