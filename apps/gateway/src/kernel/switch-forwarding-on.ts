import { readFile, writeFile } from 'node:fs/promises';
import { KernelError } from './kernel-error.ts';

const FILE = '/proc/sys/net/ipv4/ip_forward';

/**
 * Switches the forwarding of packets on, in the gateway's own network namespace.
 *
 * @throws {KernelError} where it is off and /proc/sys cannot be written.
 */
export async function switchForwardingOn(file: string = FILE): Promise<void> {
  if (await isOn(file)) return;
  // Whether this has worked is seen by reading it back.
  await writeFile(file, '1\n').catch(() => {});
  if (!(await isOn(file))) throw KernelError.notForwarding();
}

async function isOn(file: string): Promise<boolean> {
  return (await readFile(file, 'utf8')).trim() === '1';
}
