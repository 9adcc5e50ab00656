import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { deployedApps, readComposeFile } from '../../src/deploy/compose-file.ts';
import type { DeployedApp } from '../../src/deploy/deployed-app.ts';
import { deployedContainers } from '../../src/deploy/deployed-container.ts';
import { docsPages, docsRun, docsRuns } from '../../src/deploy/docs-pages.ts';
import { readManifests } from '../../src/deploy/manifests.ts';
import type { Images } from '../../src/images/build-images.ts';
import { StagedImage } from '../../src/images/staged-image.ts';

const here = (path: string) => fileURLToPath(new URL(`../../../deploy/${path}`, import.meta.url));

/** Everything that the docs show: the commands, the compose files, the rendered overlays. */
function deployments(): [what: string, deployed: DeployedApp][] {
  return [
    ...docsRuns().map(({ command, deployed }) => pair(command, deployed)),
    ...readdirSync(here('compose'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) =>
        deployedApps(readComposeFile(here(`compose/${name}/compose.yaml`)))
          // The base of these tests has no shell.
          .filter(({ command }) => command === undefined)
          .map((deployed) => pair(`compose/${name}`, deployed)),
      ),
    ...readdirSync(here('kubernetes/rendered')).flatMap((name) =>
      deployedContainers(
        readManifests(readFileSync(here(`kubernetes/rendered/${name}`), 'utf8')),
      ).map((deployed) => pair(`kubernetes/${name}`, deployed)),
    ),
  ];
}

function docsCommands(beginning: string): readonly string[] {
  return docsPages()
    .flatMap(({ commands }) => commands)
    .filter((command) => command.startsWith(beginning))
    .map((command) => command.slice(beginning.length));
}

function pair(what: string, deployed: DeployedApp): [string, DeployedApp] {
  return [what, deployed];
}

/** Each is started in its image as the docs show it, but always read-only. */
export function testAsDeployed(images: () => Images): void {
  describe('as they are deployed', () => {
    test.each(deployments())('the container of "%s" becomes ready', async (what, deployed) => {
      const { app, user = '1000', environment, limits } = deployed;
      const staged = await StagedImage.create(images()[app], deployed);
      // To the user that the container starts as; with PUID, the app changes the owner itself.
      const uid = Number(user.split(':')[0]);
      const container = staged.give(uid).start();
      await staged.ready('/readyz?sinks');

      const { pia, natpmp, qbittorrent, here: onDisk } = staged.stage;
      const asked = Number(environment.PUID ?? uid);
      expect(await container.status('Uid')).toBe(Array(4).fill(asked).join(' '));
      expect(await container.status('CapEff')).toBe('0000000000000000');
      expect(pia?.simulator.bindings ?? natpmp?.simulator.mappings).not.toEqual([]);
      const file = environment.PORT_FILE ?? (app === 'daemon' ? '/config/pia-port.txt' : undefined);
      if (file !== undefined) {
        expect(readFileSync(onDisk(file), 'utf8')).toBe(`${staged.port}\n`);
      }
      if (qbittorrent) expect(qbittorrent.simulator.listeningPort).toBe(staged.port);
      // Kubernetes asks by HTTP instead.
      if (!what.startsWith('kubernetes/')) {
        const { code, ms } = await container.health();
        expect(code).toBe(0);
        expect(ms).toBeLessThan(images()[app].config.Healthcheck.Timeout / 1e6);
      }
      const { limit, oomKills } = await container.memory();
      expect(oomKills).toBe(0);
      if (limits?.memoryMiB !== undefined) expect(limit).toBe(limits.memoryMiB);
      expect((await container.stop()).code).toBe(0);
    });

    test.each(docsCommands('docker exec portkeep '))(
      'docker exec portkeep %s succeeds',
      async (words) => {
        const staged = await StagedImage.create(
          images().daemon,
          docsRun('daemon', 'PIA_PASS_FILE'),
        );
        const container = staged.give(1000).start();
        await staged.ready();
        const { code, output } = await container.execute(words.split(' '));
        expect(code, output).toBe(0);
      },
    );
  });
}
