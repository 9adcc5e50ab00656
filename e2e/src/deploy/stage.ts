import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type RunningNatPmpApiSimulator,
  type RunningPiaSimulator,
  type RunningQBittorrentSimulator,
  startNatPmpApiSimulator,
  startPiaSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import { UdpGateway } from '../../../apps/natpmp-front/test/udp-gateway.ts';
import { cleanUp } from '../clean-up.ts';
import { freePort } from '../free-port.ts';
import { StatusPage } from '../status-page.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type DeployedApp, mountOf } from './deployed-app.ts';
import { fallbackOf } from './known-variables.ts';

/** What a deployed app meets in a test: its mounts, and simulators that have its accounts. */
export interface Stage {
  readonly status: StatusPage;
  /** The deployment's, but for the hosts, which are simulators. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where a path of the container is here. */
  readonly here: (path: string) => string;
  /** Where the environment expects the simulated PIA's certificates. */
  readonly trustFolder: string;
  readonly pia?: RunningPiaSimulator;
  readonly qbittorrent?: RunningQBittorrentSimulator | undefined;
  readonly natpmp?: RunningNatPmpApiSimulator;
}

/** Options of {@link setStage}. */
export interface StageOptions {
  /** Variables whose host is not replaced by a simulator. */
  readonly leaveHosts?: readonly string[];
}

/** The variables that name the files of the app. */
export const FILES: readonly string[] = ['PORT_FILE', 'PORT_DATA_FILE', 'STATE_FILE'];
/** What the secrets are when the deployment leaves them to files. */
const SECRETS = {
  PIA_USER: 'p1234567',
  PIA_PASS: 'a-password',
  QBITTORRENT_PASS: 'another-password',
  API_TOKEN: 'a-token',
};

/**
 * Makes the mounts of a deployed app and starts what it talks to.
 *
 * @throws {Error} when a path of the environment is not mounted, or not as it has to be.
 */
export async function setStage(
  deployed: DeployedApp,
  { leaveHosts = [] }: StageOptions = {},
): Promise<Stage> {
  const { app, environment: given } = deployed;
  const root = temporaryFolder();
  const here = (path: string) => join(root, path);
  makeMounts(deployed, here);
  const secret = (name: keyof typeof SECRETS) => given[name] ?? SECRETS[name];

  const environment: Record<string, string> = { ...given };
  let qbittorrent: RunningQBittorrentSimulator | undefined;
  if (given.QBITTORRENT_HOST !== undefined && !leaveHosts.includes('QBITTORRENT_HOST')) {
    const username = given.QBITTORRENT_USER ?? 'admin';
    const password = secret('QBITTORRENT_PASS');
    qbittorrent = await startQBittorrentSimulator({ dialect: '5.1', username, password });
    cleanUp(() => qbittorrent?.close());
    environment.QBITTORRENT_HOST = qbittorrent.baseUrl;
  }
  // The port that a container has to itself is one of the machine's here.
  const status = new StatusPage(await freePort());
  environment.HTTP_LISTEN = status.listen;
  const trustFolder = temporaryFolder();
  const stage = { status, environment, here, trustFolder, qbittorrent };
  if (app === 'sidecar') {
    const hasToken = given.API_TOKEN !== undefined || given.API_TOKEN_FILE !== undefined;
    const natpmp = await startNatPmpApiSimulator(hasToken ? { token: secret('API_TOKEN') } : {});
    cleanUp(() => natpmp.close());
    environment.NATPMP_SERVICE = natpmp.service;
    return { ...stage, natpmp };
  }
  if (app === 'natpmp-front') {
    const gateway = await UdpGateway.start();
    cleanUp(() => gateway.close());
    environment.NATPMP_GATEWAY = `127.0.0.1:${gateway.port}`;
    return stage;
  }
  const accounts = { [secret('PIA_USER')]: secret('PIA_PASS') };
  const pia = await startPiaSimulator({ accounts, folder: trustFolder });
  cleanUp(() => pia.close());
  return { ...stage, environment: { ...addressesOf(pia), ...environment }, pia };
}

function makeMounts(deployed: DeployedApp, here: (path: string) => string): void {
  const { app, environment, mounts } = deployed;
  for (const { path, secret } of mounts) if (!secret) mkdirSync(here(path), { recursive: true });
  for (const name of FILES) {
    const path = environment[name] ?? fallbackOf(app, name);
    const mount = path === undefined ? undefined : mountOf(deployed, path);
    if (path !== undefined && (!mount || mount.readOnly)) {
      throw new Error(`${name}=${path} is in no writable mount`);
    }
  }
  for (const [name, secret] of Object.entries(SECRETS)) {
    const path = environment[`${name}_FILE`];
    if (path === undefined) continue;
    if (!mountOf(deployed, path)?.secret) throw new Error(`${name}_FILE=${path} is no secret`);
    mkdirSync(dirname(here(path)), { recursive: true });
    writeFileSync(here(path), `${secret}\n`);
  }
}

/** Where the simulated PIA is, and how it is known; not who may use it. */
function addressesOf({ environment }: RunningPiaSimulator): Record<string, string> {
  const { PIA_USER, PIA_PASS, ...addresses } = environment;
  return addresses;
}
