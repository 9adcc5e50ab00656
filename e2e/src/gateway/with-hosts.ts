import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.ts';
import { LAN } from './plan.ts';

/** Shows another /etc/hosts ($0) to one program, as a container has its own. */
const SHOW = 'mount --bind "$0" /etc/hosts && exec "$@"';
let hosts: string | undefined;

/** What starts a program in a namespace in which the hosts on the bridge have names. */
export function withHosts(namespace: string): readonly string[] {
  return ['ip', 'netns', 'exec', namespace, 'sh', '-c', SHOW, hostsFile()];
}

/** The names that systemd-nspawn's containers have on their host. */
function hostsFile(): string {
  if (hosts === undefined) {
    hosts = join(temporaryFolder(), 'hosts');
    const [first, second] = LAN.services;
    const names = { [LAN.gateway]: 'pia-vpn', [first]: 'transmission', [second]: 'prowlarr' };
    const lines = Object.entries(names).map(([address, name]) => `${address} ${name}.containers\n`);
    writeFileSync(hosts, `127.0.0.1 localhost\n${lines.join('')}`);
  }
  return hosts;
}
