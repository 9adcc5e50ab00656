// What the client costs beside plain fetch, ky and the best known client of npm. After a build:
// `node bench/qbittorrent-client/main.ts [--peer FOLDER] [--qbittorrent PROGRAM]`
//
// FOLDER is where `npm install @ctrl/qbittorrent@9.14.0` was run. Asked are a server that knows one
// list by heart, and PROGRAM, `qbittorrent-nox` by default.
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { reportSkip } from '../skip.ts';
import { printResults } from '../turns/print-results.ts';
import { startServer } from '../turns/start-server.ts';
import { takeTurns } from '../turns/take-turns.ts';
import { bundleSizes } from './bundle-sizes.ts';
import { findContenders } from './contenders.ts';
import { startQBittorrent } from './real-server.ts';

const TORRENTS = 500;
const TURNS = { rounds: 9, concurrency: 8, durationMs: 1_000 };

const { values } = parseArgs({
  options: {
    peer: { type: 'string' },
    qbittorrent: { type: 'string', default: 'qbittorrent-nox' },
  },
});
console.log(`Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
for (const start of [startListServer, () => startQBittorrent(values.qbittorrent, TORRENTS)]) {
  const server = await start().catch(reportSkip);
  if (server === undefined) continue;
  const { name, baseUrl, stop } = server;
  try {
    const contenders = await findContenders(baseUrl, values.peer);
    const versions = await takeTurns(contenders, ({ version }) => version, TURNS);
    printResults(`app/version of ${name}`, versions);
    const lists = await takeTurns(contenders, ({ torrents }) => torrents, TURNS);
    printResults(`${TORRENTS} torrents of ${name}`, lists);
  } finally {
    await stop();
  }
}
console.log();
for (const [what, size] of bundleSizes()) console.log(`${what}: ${size.toFixed(1)} kB`);

async function startListServer() {
  const program = fileURLToPath(new URL('list-server.ts', import.meta.url));
  return { name: 'the list server', ...(await startServer(program, String(TORRENTS))) };
}
