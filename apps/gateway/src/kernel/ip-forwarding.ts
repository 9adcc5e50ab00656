import { readFile, writeFile } from 'node:fs/promises';

const FILE = '/proc/sys/net/ipv4/ip_forward';

/** The setting, for those who have to make it themselves. */
export const FORWARDING_SETTING = 'net.ipv4.ip_forward=1';

/**
 * Switches the forwarding of packets on, in the gateway's own network namespace.
 *
 * @returns whether it is on; where /proc/sys cannot be written, it has to be set from outside.
 */
export async function switchForwardingOn(file: string = FILE): Promise<boolean> {
  if (await isOn(file)) return true;
  try {
    await writeFile(file, '1\n');
  } catch {
    return false;
  }
  return await isOn(file);
}

async function isOn(file: string): Promise<boolean> {
  return (await readFile(file, 'utf8')).trim() === '1';
}
