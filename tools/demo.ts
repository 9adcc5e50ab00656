// What Portkeep does, end to end: the built daemon and sidecar against simulators of PIA, qBittorrent and
// the NAT-PMP HTTP API, with what usually goes wrong. Everything is on loopback and in a temporary folder.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  startNatPmpApiSimulator,
  startPiaSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';

const PATIENCE_MS = 20_000;
const folder = mkdtempSync(join(tmpdir(), 'portkeep-demo-'));

const pia = await startPiaSimulator({ folder });
const qbittorrent = await startQBittorrentSimulator({
  dialect: '5.2',
  password: 'demo-password',
  reallyListen: true,
});
const portFile = join(folder, 'pia-port.txt');
const environment = {
  ...process.env,
  ...pia.environment,
  PORT_FILE: portFile,
  PORT_DATA_FILE: join(folder, 'pia-port-data.json'),
  STATE_FILE: join(folder, 'pia-state.json'),
  // Real life binds every 15 minutes; a demo has less time.
  PORT_FORWARD_REFRESH_INTERVAL: '2',
  QBITTORRENT_HOST: qbittorrent.baseUrl,
  QBITTORRENT_PASS: 'demo-password',
  QBITTORRENT_CHECK_INTERVAL: '1',
  ON_PORT_CHANGE: 'sh:echo "your command received port $PORT"',
  HTTP_LISTEN: 'off',
};

const natpmp = await startNatPmpApiSimulator({ token: 'demo-token' });
const sidecarEnvironment = {
  ...process.env,
  ...natpmp.environment,
  INTERNAL_PORT: '6881',
  PORT_FILE: join(folder, 'natpmp-port.txt'),
  DURATION: '4',
  REFRESH_INTERVAL: '2',
  START_SPREAD_MS: '0',
  HTTP_LISTEN: 'off',
};

console.log('Everything below is simulated on this machine: PIA, qBittorrent and the NAT-PMP API.');
console.log('No account is used. The daemon and the sidecar are the real ones.');

let daemon = startDaemon();
let sidecar: ReturnType<typeof start> | undefined;
try {
  title('A port is obtained and published everywhere');
  await until('the port file is written', () => readPort() !== undefined);
  const port = readPort();
  await until('qBittorrent listens on it', () => qbittorrent.simulator.listeningPort === port);
  show('port file', readFileSync(portFile, 'utf8').trim());
  show('data file', readFileSync(environment.PORT_DATA_FILE, 'utf8').trim());
  show('qBittorrent listens on', qbittorrent.simulator.listeningPort);

  title('It is renewed before it lapses');
  const binds = () => pia.simulator.requests.filter(isGoodBind).length;
  const before = binds();
  await until('two more binds', () => binds() >= before + 2);
  show('binds so far', binds());

  title('The gateway goes away and comes back');
  pia.simulator.setFault('gateway', 'refuse');
  await until('the daemon notices', () => daemon.said('could not be renewed'));
  const outage = binds();
  pia.simulator.clearFaults();
  await until('the port is bound again', () => binds() > outage);
  show('port file', readPort());

  title('A user changes the port in qBittorrent by hand');
  qbittorrent.simulator.changePreferenceByHand({ listen_port: 6881 });
  show('port in qBittorrent', qbittorrent.simulator.preferences.listen_port);
  await until('it is set again', () => daemon.said('had another port'));
  show('qBittorrent listens on', qbittorrent.simulator.listeningPort);

  title('The daemon is killed and started again: the same port, without a login');
  await daemon.stop('SIGKILL');
  const logins = pia.simulator.logins.length;
  daemon = startDaemon();
  await until('the port is bound again', () => daemon.said(`qbittorrent holds port ${port}`));
  show('port file', readPort());
  show('logins in all', pia.simulator.logins.length);
  if (pia.simulator.logins.length !== logins) throw new Error('it logged in again');

  title('The sidecar next to it: a NAT-PMP mapping that follows the gateway');
  sidecar = start('sidecar', sidecarEnvironment);
  await until(
    'both protocols are mapped',
    () => readPort(sidecarEnvironment.PORT_FILE) !== undefined,
  );
  const external = readPort(sidecarEnvironment.PORT_FILE);
  show('port file', external);
  natpmp.simulator.changeExternalPort('tcp', 6881);
  await until(
    'the new port is published',
    () => readPort(sidecarEnvironment.PORT_FILE) !== external,
  );
  show('port file', readPort(sidecarEnvironment.PORT_FILE));

  title('They stop when asked');
  show('exit code of the sidecar', await sidecar.stop('SIGTERM'));
  show('exit code of the daemon', await daemon.stop('SIGTERM'));
  console.log('\nThat is what Portkeep does. To run it with your own VPN: README.md, "Daemon".');
} finally {
  await Promise.all([daemon.stop('SIGKILL'), sidecar?.stop('SIGKILL')]);
  await Promise.all([pia.close(), qbittorrent.close(), natpmp.close()]);
  rmSync(folder, { recursive: true, force: true });
}

function startDaemon() {
  return start('daemon', environment);
}

function start(app: 'daemon' | 'sidecar', env: NodeJS.ProcessEnv) {
  const main = fileURLToPath(new URL(`../apps/${app}/dist/main.cjs`, import.meta.url));
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    console.log(`  ${app} | ${line}`);
  });
  return {
    said: (text: string) => lines.some((line) => line.includes(text)),
    stop(signal: NodeJS.Signals) {
      child.kill(signal);
      return ended;
    },
  };
}

function readPort(path = portFile): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isGoodBind({ endpoint, status }: (typeof pia.simulator.requests)[number]): boolean {
  return endpoint === 'bindPort' && status === 200;
}

async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`The demo failed: ${what} did not happen`);
    await sleep(50);
  }
}

function title(text: string): void {
  console.log(`\n== ${text}`);
}

function show(name: string, value: unknown): void {
  console.log(`  ${name}: ${value}`);
}
