import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startChild } from '../../src/child.ts';
import { freePort } from '../../src/free-port.ts';
import { hasReal } from '../../src/require-real.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { waitUntil } from '../../src/wait-until.ts';
import { describeLive } from './live.ts';
import { addTorrent, makeTorrent } from './torrent.ts';

const isThere = hasReal({ programs: ['nginx'] });

/** More than an address can hold behind nginx, whose limit is 8 kB. */
const MANY = 2_000;

describeLive('lists that are too long for an address', (live) => {
  const made = makeTorrent('among-many.bin');
  const unknown = Array.from({ length: MANY }, (_, at) => String(at).padStart(40, '0'));
  const hashes = [...unknown, made.hash];
  beforeAll(async () => {
    await addTorrent(live.client, made);
  });

  test('a list that is too long for an address reaches qBittorrent', async () => {
    await expectAnswers(live.real.baseUrl);
  });

  describe.runIf(isThere)('and nginx', () => {
    test('a list that is too long for an address passes nginx', async () => {
      await expectAnswers(await startNginx(live.real.baseUrl));
    });

    test('the error names the setting where nginx refuses a body or an address as too long', async () => {
      const baseUrl = await startNginx(live.real.baseUrl, 'client_max_body_size 1k;');
      const { torrents } = live.another({ baseUrl });
      await expect(torrents.info({ hashes })).rejects.toMatchObject({
        code: 'QBT_BAD_REQUEST',
        status: 413,
        advice: expect.stringContaining('client_max_body_size'),
      });
      await expect(torrents.properties({ hash: hashes.join('') })).rejects.toMatchObject({
        code: 'QBT_BAD_REQUEST',
        status: 414,
        advice: expect.stringContaining('large_client_header_buffers'),
      });
    });
  });

  async function expectAnswers(baseUrl: string): Promise<void> {
    const { torrents, clientData } = live.another({ baseUrl });
    expect((await torrents.info({ hashes })).map(({ hash }) => hash)).toEqual([made.hash]);
    expect(Object.keys(await torrents.uploadLimit({ hashes }))).toHaveLength(MANY + 1);
    const indexes = new Array<number>(MANY).fill(0);
    const files = await torrents.files({ hash: made.hash, indexes });
    expect(files[0]?.name).toBe(made.name);
    await torrents.setUploadLimit({ hashes, limit: 1024 });
    if (live.atLeast('5.2')) expect(await clientData.load({ keys: hashes })).toEqual({});
  }
});

/** An nginx with its default limits, except for the given ones. */
async function startNginx(target: string, settings = ''): Promise<string> {
  const folder = temporaryFolder();
  const port = await freePort();
  const configuration = join(folder, 'nginx.conf');
  writeFileSync(
    configuration,
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr; events {}
http {
  access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder};
  fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server { listen 127.0.0.1:${port}; ${settings} location / { proxy_pass ${target}; } }
}`,
  );
  startChild(['nginx', '-c', configuration], { env: { PATH: '/usr/sbin:/usr/bin' } });
  const url = `http://127.0.0.1:${port}`;
  await waitUntil('nginx answers', async () => (await fetch(url)).status > 0);
  return url;
}
