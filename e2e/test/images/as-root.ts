import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DeployedApp } from '../../src/deploy/deployed-app.ts';
import { docsRun } from '../../src/deploy/docs-pages.ts';
import type { Images } from '../../src/images/build-images.ts';
import { StagedImage } from '../../src/images/staged-image.ts';

/** The docs' `docker run` with `PUID`, in a `./config` that root has made. */
export function testAsRoot(images: () => Images): void {
  const create = () => StagedImage.create(images().daemon, docsRun('daemon', 'PUID'));

  describe('root with PUID and PGID', () => {
    test('the daemon gives its folder and files to the user and becomes that user', async () => {
      const staged = await create();
      writeFileSync(join(staged.folder, 'pia-port.txt'), '12345\n', { mode: 0o600 });
      writeFileSync(join(staged.folder, 'of-another-user'), '');
      const container = staged.start({
        environment: { PUID: '1234', PGID: '4321', UMASK: '027' },
      });
      await staged.ready();
      expect(await container.status('Uid')).toBe('1234 1234 1234 1234');
      expect(await container.status('Gid')).toBe('4321 4321 4321 4321');
      expect(await container.status('Groups')).toBe('4321 ');
      expect(await container.status('CapEff')).toBe('0000000000000000');
      expect(await container.status('Umask')).toBe('0027');
      for (const name of ['', 'pia-port.txt', 'pia-port-data.json', 'pia-state.json']) {
        expect(statSync(join(staged.folder, name)), name).toMatchObject({ uid: 1234, gid: 4321 });
      }
      expect(statSync(join(staged.folder, 'of-another-user')).uid).toBe(0);
      expect(staged.read('pia-port.txt')).toBe(`${staged.port}\n`);
      // The engine starts the health check as the user that the container was started as: root.
      expect((await container.health()).code).toBe(0);
      expect((await container.stop()).code).toBe(0);
    });

    test('the daemon needs the capabilities that the docs name', async () => {
      const container = (await create()).start({ capabilities: [] });
      expect((await container.exited).code).toBe(78);
      expect(container.output).toContain('allow the capabilities SETUID and SETGID');
    });

    test('the daemon reports invalid values of PUID and PGID, and touches nothing', async () => {
      const staged = await create();
      const container = staged.start({ environment: { PUID: 'me', PGID: '-1', UMASK: '18' } });
      expect((await container.exited).code).toBe(78);
      expect(container.output.match(/^\w+/gm)).toEqual(['PUID', 'PGID', 'UMASK']);
      expect(statSync(staged.folder).uid).toBe(0);
    });

    test('the sidecar gives its folder and files to the user and becomes that user', async () => {
      const run: DeployedApp = {
        ...docsRun('sidecar', 'API_TOKEN'),
        mounts: [{ path: '/config', readOnly: false, secret: false }],
      };
      const staged = await StagedImage.create(images().sidecar, run);
      const environment = { PUID: '1234', PORT_FILE: '/config/port' };
      const container = staged.start({ user: '0:0', environment });
      await staged.ready();
      expect(await container.status('Uid')).toBe('1234 1234 1234 1234');
      expect(statSync(join(staged.folder, 'port'))).toMatchObject({ uid: 1234, gid: 1000 });
    });
  });
}
