// What the client costs beside plain fetch, ky and the best known client of npm. After a build:
// `node bench/qbittorrent-client/main.ts [--peer FOLDER] [--url URL]`
//
// FOLDER is where `npm install @ctrl/qbittorrent@9.14.0` was run; URL a real qBittorrent that knows
// this machine without a login, asked in place of the list server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleSizes } from './bundle-sizes.ts';
import { type Contender, findContenders } from './contenders.ts';
import { measure, middle, type Round } from './measure.ts';

const ROUNDS = 5;
const CONCURRENCY = 8;
const DURATION_MS = 1_000;

const { values } = parseArgs({ options: { peer: { type: 'string' }, url: { type: 'string' } } });
const program = fileURLToPath(new URL('list-server.ts', import.meta.url));
const server = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
const [printed] = await once(server.stdout, 'data');
const contenders = await findContenders(
  values.url ?? `http://127.0.0.1:${String(printed).trim()}`,
  values.peer,
);

try {
  console.log(`Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}, ${ROUNDS} rounds of 1 s`);
  await compare('app/version', ({ version }) => version);
  await compare(values.url ? 'torrents/info' : '500 torrents', ({ torrents }) => torrents);
  for (const [what, size] of bundleSizes()) console.log(`${what}: ${size.toFixed(1)} kB`);
} finally {
  server.kill();
}

async function compare(
  title: string,
  pick: (contender: Contender) => () => Promise<unknown>,
): Promise<void> {
  const rounds = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contender of contenders) {
      const result = await measure(pick(contender), CONCURRENCY, DURATION_MS);
      rounds.get(contender.name)?.push(result);
    }
  }
  const results = [...rounds].map(([name, all]) => [name, middle(all)] as const);
  const [first] = results;
  console.log(
    `\n| ${title}, ${CONCURRENCY} at a time | requests/s | of fetch | CPU, µs | of fetch |`,
  );
  console.log('| --- | --- | --- | --- | --- |');
  for (const [name, { requestsPerSecond, cpuMicros }] of results) {
    const share = requestsPerSecond / (first?.[1].requestsPerSecond ?? Number.NaN);
    const cpu = cpuMicros / (first?.[1].cpuMicros ?? Number.NaN);
    const cells = [
      requestsPerSecond.toFixed(0),
      share.toFixed(2),
      cpuMicros.toFixed(0),
      cpu.toFixed(2),
    ];
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
}
