import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  startNatPmpApiSimulator,
  startPiaSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import { beforeAll, describe, expect, test } from 'vitest';
import { startChild } from '../../src/child.ts';
import { cleanUp } from '../../src/clean-up.ts';
import { filesIn } from '../../src/daemon.ts';
import type { Images } from '../../src/images/build-images.ts';
import { Buildah } from '../../src/images/buildah.ts';
import {
  buildForeignImages,
  emulated,
  FOREIGN_ARCHITECTURES,
  hasNode,
} from '../../src/images/foreign-architecture.ts';
import { hasReal, leaveOut } from '../../src/require-real.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';

const LONG_MS = 300_000;

for (const architecture of FOREIGN_ARCHITECTURES) {
  const { platform, emulator } = architecture;
  const needs = { programs: ['buildah', 'umoci', emulator], root: true };
  const isHere =
    hasReal(needs) &&
    (hasNode(architecture) || leaveOut(`needs tools/install-foreign-nodes for ${platform}`));

  describe.runIf(isHere)(`the images for ${platform}`, () => {
    let images: Images;
    beforeAll(async () => {
      images = await buildForeignImages(new Buildah(temporaryFolder()), architecture);
    }, LONG_MS);

    /** Runs one image's `once` to its end. */
    async function once(name: keyof Images, environment: Readonly<Record<string, string>>) {
      const begun = performance.now();
      const child = startChild(emulated(architecture, images[name], 'once'), { env: environment });
      const { code } = await child.exited;
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.info(`${name} for ${platform}: once took ${seconds} s, emulated`);
      expect(code, child.output).toBe(0);
    }

    test('the images name that architecture', () => {
      for (const image of Object.values(images)) expect(image.architecture).toBe(platform);
    });

    test('the image of the daemon gets a port from PIA, writes the files and sets the port in qBittorrent', {
      timeout: LONG_MS,
    }, async () => {
      const folder = temporaryFolder();
      const pia = await startPiaSimulator({ folder });
      const qbittorrent = await startQBittorrentSimulator({
        dialect: '5.1',
        password: 'adminpass',
      });
      cleanUp(() => Promise.all([pia.close(), qbittorrent.close()]));
      const files = filesIn(folder);
      await once('daemon', {
        ...pia.environment,
        ...files,
        QBITTORRENT_HOST: qbittorrent.baseUrl,
        QBITTORRENT_PASS: 'adminpass',
      });
      const port = pia.simulator.bindings[0]?.port;
      expect(readFileSync(files.PORT_FILE, 'utf8')).toBe(`${port}\n`);
      expect(JSON.parse(readFileSync(files.PORT_DATA_FILE, 'utf8'))).toMatchObject({ port });
      expect(qbittorrent.simulator.listeningPort).toBe(port);
    });

    test('the image of the sidecar gets a NAT-PMP mapping and writes the file', {
      timeout: LONG_MS,
    }, async () => {
      const PORT_FILE = join(temporaryFolder(), 'port');
      const natpmp = await startNatPmpApiSimulator({ token: 'your-secret-token' });
      cleanUp(() => natpmp.close());
      await once('sidecar', { ...natpmp.environment, INTERNAL_PORT: '6881', PORT_FILE });
      const { mappings } = natpmp.simulator;
      expect(mappings.map(({ protocol }) => protocol).toSorted()).toEqual(['tcp', 'udp']);
      expect(readFileSync(PORT_FILE, 'utf8')).toBe(`${mappings[0]?.externalPort}\n`);
    });
  });
}
