// What the client costs beside plain fetch, ky and the best known client of npm. After a build:
// `node bench/qbittorrent-client/main.ts [--peer FOLDER] [--qbittorrent PROGRAM]`
//
// FOLDER is where `npm install @ctrl/qbittorrent@9.14.0` was run. Asked are a server that knows one
// list by heart, and PROGRAM, `qbittorrent-nox` unless told otherwise.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleSizes } from './bundle-sizes.ts';
import { compare } from './compare.ts';
import { findContenders } from './contenders.ts';
import { startQBittorrent } from './real-server.ts';

const TORRENTS = 500;

const { values } = parseArgs({
  options: {
    peer: { type: 'string' },
    qbittorrent: { type: 'string', default: 'qbittorrent-nox' },
  },
});
console.log(`Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
for (const start of [startListServer, () => startQBittorrent(values.qbittorrent, TORRENTS)]) {
  const { name, baseUrl, stop } = await start();
  try {
    const contenders = await findContenders(baseUrl, values.peer);
    await compare(`app/version of ${name}`, contenders, ({ version }) => version);
    await compare(`${TORRENTS} torrents of ${name}`, contenders, ({ torrents }) => torrents);
  } finally {
    await stop();
  }
}
console.log();
for (const [what, size] of bundleSizes()) console.log(`${what}: ${size.toFixed(1)} kB`);

async function startListServer() {
  const program = fileURLToPath(new URL('list-server.ts', import.meta.url));
  const server = spawn(process.execPath, [program, String(TORRENTS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await once(server.stdout, 'data');
  const baseUrl = `http://127.0.0.1:${String(printed).trim()}`;
  return { name: 'the list server', baseUrl, stop: () => void server.kill() };
}
