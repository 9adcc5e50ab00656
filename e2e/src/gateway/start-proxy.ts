import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from '../child.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { waitUntil } from '../wait-until.ts';
import { inNamespace } from './network.ts';
import { LAN } from './plan.ts';

/** A user that nothing else on the host runs as. */
export const PROXY_UID = 65_533;
const LOGIN = { user: 'gateway', password: 'proxy-secret' };

/** The URL of the proxy, with its password. */
export const PROXY_URL: string = `http://${LOGIN.user}:${LOGIN.password}@${LAN.host}:${LAN.proxyPort}`;

/** What must never show. */
export const PROXY_PASSWORD: string = LOGIN.password;

/** Starts tinyproxy on the host's bridge, for the gateway alone. */
export async function startProxy(host: string): Promise<Child> {
  const file = join(temporaryFolder(), 'tinyproxy.conf');
  writeFileSync(
    file,
    `Port ${LAN.proxyPort}
Listen ${LAN.host}
Allow ${LAN.gateway}
BasicAuth ${LOGIN.user} ${LOGIN.password}
ConnectPort 443
ConnectPort 1337
DisableViaHeader Yes
Timeout 600
`,
  );
  const user = ['setpriv', `--reuid=${PROXY_UID}`, `--regid=${PROXY_UID}`, '--clear-groups'];
  const proxy = startChild(['ip', 'netns', 'exec', host, ...user, 'tinyproxy', '-d', '-c', file]);
  const listening = ['ss', '-Hltn', `sport = :${LAN.proxyPort}`];
  await waitUntil('the proxy listens', () => inNamespace(host, listening) !== '');
  return proxy;
}
