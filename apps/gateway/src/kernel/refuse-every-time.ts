import { writeFile } from 'node:fs/promises';

const FILE = '/proc/sys/net/ipv4/icmp_ratelimit';

/**
 * Has the kernel answer every packet that is refused, in the gateway's own network namespace. By default
 * a host gets about one answer a second, and every other query would wait for its end in vain. Where
 * /proc/sys cannot be written, it stays as it is.
 */
export async function refuseEveryTime(file: string = FILE): Promise<void> {
  await writeFile(file, '0\n').catch(() => {});
}
