// Whether the daemon and the sidecar stay the same size while they renew, fail and are probed for
// half an hour. Runs against simulators on loopback; Linux.
// `npm run build && node bench/soak.ts [MINUTES]`
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  startNatPmpApiSimulator,
  startPiaSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import { alternateFaults } from './soak/alternate-faults.ts';
import { Soaked } from './soak/soaked.ts';

const SAMPLE_MS = 10_000;
const minutes = Number(process.argv[2] ?? 30);

const folder = mkdtempSync(join(tmpdir(), 'portkeep-soak-'));
const pia = await startPiaSimulator({ folder });
const natpmp = await startNatPmpApiSimulator();
// One for each app: if both set the port of the same one, they would soon stop.
const clients = [
  await startQBittorrentSimulator({ dialect: '5.2', password: 'adminadmin' }),
  await startQBittorrentSimulator({ dialect: '5.2', password: 'adminadmin' }),
] as const;
const shared = {
  LOG_LEVEL: 'debug',
  ON_PORT_CHANGE: 'true',
  QBITTORRENT_PASS: 'adminadmin',
  QBITTORRENT_CHECK_INTERVAL: '1',
};
const apps = [
  await Soaked.start('daemon', folder, [], {
    ...shared,
    ...pia.environment,
    QBITTORRENT_HOST: clients[0].baseUrl,
    STATE_FILE: join(folder, 'state.json'),
    PORT_FORWARD_REFRESH_INTERVAL: '2',
  }),
  await Soaked.start(
    'sidecar',
    folder,
    ['--jitless', '--single-threaded', '--max-semi-space-size=1'],
    {
      ...shared,
      ...natpmp.environment,
      QBITTORRENT_HOST: clients[1].baseUrl,
      INTERNAL_PORT: '6881',
      DURATION: '4',
      REFRESH_INTERVAL: '3',
      START_SPREAD_MS: '0',
      MAX_CONSECUTIVE_FAILURES: '0',
    },
  ),
];
const endFaults = alternateFaults(
  pia.simulator,
  natpmp.simulator,
  clients.map(({ simulator }) => simulator),
);

const until = performance.now() + minutes * 60_000;
while (performance.now() < until) {
  await sleep(SAMPLE_MS);
  for (const app of apps) app.sample();
}
const faults = endFaults();
const load = loadavg()[0]?.toFixed(1);
console.log(
  `Node ${process.version}, Linux ${release()}, ${cpus().length} cores, load ${load}; ${minutes} minutes, ${faults} rounds of faults`,
);
for (const app of apps) app.report();
for (const app of apps) await app.stop();
await Promise.all([pia.close(), natpmp.close(), ...clients.map((client) => client.close())]);
rmSync(folder, { recursive: true, force: true });
