import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type RunningPiaSimulator,
  startNatPmpApiSimulator,
  startPiaSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import type { Child } from '../child.ts';
import { cleanUp } from '../clean-up.ts';
import { startDaemon } from '../daemon.ts';
import { freePort } from '../free-port.ts';
import { startSidecar } from '../sidecar.ts';
import { StatusPage } from '../status-page.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type DeployedApp, mountOf } from './deployed-app.ts';
import { fallbackOf } from './known-variables.ts';

/** A deployed app that runs on this machine. */
export interface RunningDeployed {
  readonly child: Child;
  readonly status: StatusPage;
  /** Where a path of the container is here. */
  readonly here: (path: string) => string;
}

/** Options of {@link startDeployed}. */
export interface StartDeployedOptions {
  /** Variables whose host is not replaced by a simulator. */
  readonly leaveHosts?: readonly string[];
}

const FILES = ['PORT_FILE', 'PORT_DATA_FILE', 'STATE_FILE'];
/** What the secrets are when the deployment leaves them to files. */
const SECRETS = {
  PIA_USER: 'p1234567',
  PIA_PASS: 'a-password',
  QBITTORRENT_PASS: 'another-password',
  API_TOKEN: 'a-token',
};

/**
 * Starts the app with the environment of its deployment, against simulators that have its accounts.
 * Changed are only the paths, which lead into a folder as the mounts do, and the hosts.
 *
 * @throws {Error} when a path of the environment is not mounted, or not as it has to be.
 */
export async function startDeployed(
  deployed: DeployedApp,
  { leaveHosts = [] }: StartDeployedOptions = {},
): Promise<RunningDeployed> {
  const { app, environment: given } = deployed;
  const root = temporaryFolder();
  const here = (path: string) => join(root, path);
  const environment: Record<string, string> = { ...given };

  for (const name of FILES) {
    const path = given[name] ?? fallbackOf(app, name);
    if (path === undefined) continue;
    const mount = mountOf(deployed, path);
    if (!mount || mount.readOnly) throw new Error(`${name}=${path} is in no writable mount`);
    mkdirSync(here(mount.path), { recursive: true });
    environment[name] = here(path);
  }
  for (const [name, secret] of Object.entries(SECRETS)) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (!mountOf(deployed, path)?.secret) throw new Error(`${name}_FILE=${path} is no secret`);
    mkdirSync(dirname(here(path)), { recursive: true });
    writeFileSync(here(path), `${secret}\n`);
    environment[`${name}_FILE`] = here(path);
  }

  const secret = (name: keyof typeof SECRETS) => given[name] ?? SECRETS[name];
  if (given.QBITTORRENT_HOST !== undefined && !leaveHosts.includes('QBITTORRENT_HOST')) {
    const username = given.QBITTORRENT_USER ?? 'admin';
    const password = secret('QBITTORRENT_PASS');
    const qbittorrent = await startQBittorrentSimulator({ dialect: '5.1', username, password });
    cleanUp(() => qbittorrent.close());
    environment.QBITTORRENT_HOST = qbittorrent.baseUrl;
  }
  const status = new StatusPage(await freePort());
  environment.HTTP_LISTEN = status.listen;
  if (app === 'sidecar') {
    const hasToken = given.API_TOKEN !== undefined || given.API_TOKEN_FILE !== undefined;
    const natpmp = await startNatPmpApiSimulator(hasToken ? { token: secret('API_TOKEN') } : {});
    cleanUp(() => natpmp.close());
    environment.NATPMP_SERVICE = natpmp.service;
    return { child: startSidecar({ environment }), status, here };
  }
  const pia = await startPiaSimulator({ accounts: { [secret('PIA_USER')]: secret('PIA_PASS') } });
  cleanUp(() => pia.close());
  const child = startDaemon({ environment: { ...addressesOf(pia), ...environment } });
  return { child, status, here };
}

/** Where the simulated PIA is, and how it is known; not who may use it. */
function addressesOf({ environment }: RunningPiaSimulator): Record<string, string> {
  const { PIA_USER, PIA_PASS, ...addresses } = environment;
  return addresses;
}
