import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { QBittorrentClient } from '@portkeep/qbittorrent-client';
import { Skip } from '../skip.ts';

/** Nothing leaves this machine, and no login is needed on it. */
const CONFIGURATION = `[LegalNotice]
Accepted=true

[BitTorrent]
Session\\DHTEnabled=false
Session\\LSDEnabled=false
Session\\PeXEnabled=false
Session\\Interface=lo
Session\\InterfaceName=lo

[Preferences]
WebUI\\Address=127.0.0.1
WebUI\\LocalHostAuth=false
WebUI\\UseUPnP=false
`;

/**
 * Starts a qbittorrent-nox with this many torrents, of which it knows nothing but the names.
 *
 * @returns Its address, and what ends it.
 */
export async function startQBittorrent(program: string, torrents: number) {
  const profile = mkdtempSync(join(tmpdir(), 'portkeep-bench-'));
  mkdirSync(join(profile, 'qBittorrent', 'config'), { recursive: true });
  writeFileSync(join(profile, 'qBittorrent', 'config', 'qBittorrent.conf'), CONFIGURATION);
  const port = await freePort();
  const child = spawn(program, [`--profile=${profile}`, `--webui-port=${port}`], {
    stdio: 'ignore',
  });
  await once(child, 'spawn').catch(() => {
    rmSync(profile, { recursive: true, force: true });
    throw new Skip(
      `${program} cannot be started: install qbittorrent-nox, or give --qbittorrent PROGRAM`,
    );
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  const client = new QBittorrentClient({ baseUrl });
  while (!(await client.session.isUp())) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
    await setTimeout(50);
  }
  const hash = (number: number) => createHash('sha1').update(String(number)).digest('hex');
  const urls = Array.from(
    { length: torrents },
    (_, number) => `magnet:?xt=urn:btih:${hash(number)}`,
  );
  await client.torrents.add({ urls, stopped: true });
  while ((await client.torrents.info()).length < torrents) await setTimeout(100);
  const stop = async () => {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(profile, { recursive: true, force: true });
  };
  return { baseUrl, name: `qBittorrent ${await client.app.version()}`, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No port is free');
  return address.port;
}
