import { chownSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { docsRun } from '../../src/deploy/docs-pages.ts';
import type { Image } from '../../src/images/image.ts';
import { StagedImage } from '../../src/images/staged-image.ts';
import { waitUntil } from '../../src/wait-until.ts';

const FILES = ['pia-port.txt', 'pia-port-data.json', 'pia-state.json'];

/** The docs' `docker run` with qBittorrent, with the changes that a user may make. */
export function testDaemon(image: () => Image): void {
  const create = () => StagedImage.create(image(), docsRun('daemon', 'QBITTORRENT_HOST'));

  describe('the daemon, read-only and without any capability', () => {
    test('the daemon keeps the promises of the README in a volume that belongs to uid 1000', async () => {
      const staged = (await create()).give(1000);
      for (const name of FILES.slice(0, 2)) {
        writeFileSync(join(staged.folder, name), '12345\n');
        chownSync(join(staged.folder, name), 1000, 1000);
      }
      const container = staged.start();
      console.info(`daemon: ready after ${Math.round(await staged.ready())} ms`);

      const { port } = staged;
      expect(staged.read('pia-port.txt')).toBe(`${port}\n`);
      const data = JSON.parse(staged.read('pia-port-data.json'));
      expect(data).toMatchObject({ port, timestamp: expect.stringMatching(/^\d{4}-.*\dZ$/) });
      expect(Date.parse(data.next_refresh)).toBeGreaterThan(Date.parse(data.timestamp));
      for (const name of FILES) expect(statSync(join(staged.folder, name)).uid).toBe(1000);
      expect(statSync(join(staged.folder, 'pia-state.json')).mode & 0o777).toBe(0o600);
      const { qbittorrent } = staged.stage;
      await waitUntil('qBittorrent has it', () => qbittorrent?.simulator.listeningPort === port);
      expect(await container.health()).toMatchObject({ code: 0, output: 'ok\n' });

      const { anonymous, workingSet, peak } = await container.memory();
      console.info('daemon, MiB:', { anonymous, 'working set': workingSet, peak });
      const { code, ms } = await container.stop();
      expect(code).toBe(0);
      expect(ms).toBeLessThan(1_000);
      console.info(`daemon: ended ${Math.round(ms)} ms after SIGTERM`);
      expect(staged.read('pia-port.txt')).toBe(`${port}\n`);
    });

    test('the daemon prints how to fix a ./config that root has made, and goes on once it is fixed', async () => {
      const staged = await create();
      const container = staged.start();
      await container.says('run: chown 1000:1000 /config');
      expect(await container.health()).toMatchObject({
        code: 1,
        output: expect.stringContaining('chown 1000:1000 /config'),
      });
      expect(staged.stage.pia?.simulator.logins).toEqual([]);
      staged.give(1000);
      await waitUntil('it is healthy', async () => (await container.health()).code === 0, {
        everyMs: 500,
        timeoutMs: 50_000,
      });
      expect(staged.read('pia-port.txt')).toBe(`${staged.port}\n`);
    });

    test('the container is unhealthy while it has no port', async () => {
      const staged = (await create()).give(1000);
      const { pia, status } = staged.stage;
      pia?.simulator.setFault('gateway', 'refuse');
      await pia?.settled();
      const container = staged.start();
      await waitUntil('it is alive', async () => (await status.code('/healthz')) === 200);
      expect((await container.health()).code).toBe(1);
      pia?.simulator.clearFaults();
      await staged.ready();
      expect((await container.health()).code).toBe(0);
    });

    test('the daemon runs as any user', async () => {
      const staged = (await create()).give(12_345);
      const container = staged.start({ user: '12345:100' });
      await staged.ready();
      expect(await container.status('Gid')).toBe('100 100 100 100');
      expect(statSync(join(staged.folder, 'pia-port.txt'))).toMatchObject({
        uid: 12_345,
        gid: 100,
      });
      expect((await container.stop()).code).toBe(0);
    });

    test('the daemon says that PUID is ignored where it is not root', async () => {
      const staged = (await create()).give(1000);
      const container = staged.start({ environment: { PUID: '1234' } });
      await container.says('PUID is ignored: only root can become another');
      await staged.ready();
    });

    test('the image runs the other commands of the daemon', async () => {
      const staged = (await create()).give(1000);
      const container = staged.start({ command: ['once'] });
      expect(await container.exited).toMatchObject({ code: 0 });
      expect(staged.read('pia-port.txt')).toBe(`${staged.port}\n`);
      const unknown = staged.start({ command: ['sh'] });
      expect(await unknown.exited).toMatchObject({ code: 64 });
    });
  });
}
