import { chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  DaemonBesideSimulators,
  SidecarBesideSimulators,
} from '../src/images/beside-simulators.ts';
import { buildImages, type Images } from '../src/images/build-images.ts';
import { Buildah } from '../src/images/buildah.ts';
import { hasReal } from '../src/require-real.ts';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { waitUntil } from '../src/wait-until.ts';

const needs = { programs: ['buildah', 'umoci', 'runc', 'ldd', 'npm'], root: true };
const ENOUGH_TO_BUILD_MS = 900_000;
const MINUTE_NS = 60e9;
const mib = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(2)} MiB`;
const FILES = ['pia-port.txt', 'pia-port-data.json', 'pia-state.json'];

describe.runIf(hasReal(needs))('the images', () => {
  let images: Images;
  beforeAll(async () => {
    const begun = performance.now();
    images = await buildImages(new Buildah(temporaryFolder()));
    console.info(`Both images built in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  }, ENOUGH_TO_BUILD_MS);

  test.each([
    ['daemon', [], undefined],
    [
      'sidecar',
      ['--jitless', '--single-threaded', '--max-semi-space-size=1'],
      { '9798/tcp': expect.anything() },
    ],
  ] as const)('that of the %s is what its users rely on', (name, flags, ports) => {
    const { config, layers, rootFolder } = images[name];
    const entrypoint = ['node', ...flags, '/app/main.cjs'];
    expect(config).toMatchObject({
      User: '1000:1000',
      Entrypoint: entrypoint,
      Cmd: ['run'],
      StopSignal: 'SIGTERM',
      Healthcheck: {
        Test: ['CMD', ...entrypoint, 'healthcheck'],
        Interval: MINUTE_NS,
        StartPeriod: MINUTE_NS,
      },
      Labels: {
        'org.opencontainers.image.title': `portkeep-${name}`,
        'org.opencontainers.image.licenses': 'Apache-2.0',
        'org.opencontainers.image.version': '1.2.3',
        'org.opencontainers.image.revision': 'abcdef',
      },
    });
    expect(config.ExposedPorts ?? undefined).toEqual(ports);
    expect(config.Env.join()).not.toContain('NODE_OPTIONS');
    expect(readdirSync(join(rootFolder, 'app'))).toEqual(['main.cjs']);
    const [base = 0, ...own] = layers;
    const ours = own.reduce((sum, size) => sum + size, 0);
    expect(ours).toBeLessThan(200_000);
    console.info(`${name}: ${mib(base + ours)} compressed, ${mib(ours)} of it not the base`);
  });

  test('that of the daemon has an empty folder of its user, which a new volume takes over', () => {
    const folder = join(images.daemon.rootFolder, 'config');
    expect(readdirSync(folder)).toEqual([]);
    expect(statSync(folder)).toMatchObject({ uid: 1000, gid: 1000 });
  });

  describe('the daemon, read-only and without any capability', () => {
    test('does all that the README promises in a volume that uid 1000 has left', async () => {
      const place = (await DaemonBesideSimulators.create(images.daemon)).give(1000);
      for (const name of FILES.slice(0, 2)) {
        writeFileSync(join(place.folder, name), '12345\n');
        chownSync(join(place.folder, name), 1000, 1000);
      }
      const container = place.start();
      expect(await container.status('Uid')).toBe('1000 1000 1000 1000');
      expect(await container.status('CapEff')).toBe('0000000000000000');
      console.info(`daemon: ready after ${Math.round(await place.ready())} ms`);

      const { port } = place;
      expect(place.read('pia-port.txt')).toBe(`${port}\n`);
      const data = JSON.parse(place.read('pia-port-data.json'));
      expect(data).toMatchObject({ port, timestamp: expect.stringMatching(/^\d{4}-.*\dZ$/) });
      expect(Date.parse(data.next_refresh)).toBeGreaterThan(Date.parse(data.timestamp));
      for (const name of FILES) expect(statSync(join(place.folder, name)).uid).toBe(1000);
      expect(statSync(join(place.folder, 'pia-state.json')).mode & 0o777).toBe(0o600);
      const { simulator } = place.qbittorrent;
      await waitUntil('qBittorrent listens on it', () => simulator.listeningPort === port);
      expect(await container.health()).toEqual({ code: 0, signal: null, output: 'ok\n' });

      const { anonymous, workingSet, peak } = await container.memory();
      const memory = { anonymous, 'working set': workingSet, peak };
      console.info('daemon, MiB:', memory);
      const { code, ms } = await container.stop();
      expect(code).toBe(0);
      expect(ms).toBeLessThan(1_000);
      expect(place.read('pia-port.txt')).toBe(`${port}\n`);
    });

    test('tells how a ./config that root has made is mended, and goes on when it is', async () => {
      const place = await DaemonBesideSimulators.create(images.daemon);
      const container = place.start();
      await container.says('run: chown 1000:1000 /config');
      expect(await container.health()).toMatchObject({
        code: 1,
        output: expect.stringContaining('chown 1000:1000 /config'),
      });
      expect(place.pia.simulator.logins).toEqual([]);
      place.give(1000);
      await waitUntil('it is healthy', async () => (await container.health()).code === 0, {
        everyMs: 500,
        timeoutMs: 50_000,
      });
      expect(place.read('pia-port.txt')).toBe(`${place.port}\n`);
    });

    test('is unhealthy as long as it has no port', async () => {
      const place = (await DaemonBesideSimulators.create(images.daemon)).give(1000);
      place.pia.simulator.setFault('gateway', 'refuse');
      await place.pia.settled();
      const container = place.start();
      await waitUntil('it is alive', async () => (await place.status.code('/healthz')) === 200);
      expect((await container.health()).code).toBe(1);
      place.pia.simulator.clearFaults();
      await place.ready();
      expect((await container.health()).code).toBe(0);
    });

    test('runs as any user', async () => {
      const place = (await DaemonBesideSimulators.create(images.daemon)).give(12_345);
      const container = place.start({ user: '12345:100' });
      await place.ready();
      expect(await container.status('Gid')).toBe('100 100 100 100');
      expect(statSync(join(place.folder, 'pia-port.txt'))).toMatchObject({ uid: 12_345, gid: 100 });
      expect((await container.stop()).code).toBe(0);
    });

    test('says that PUID is ignored where it is not root', async () => {
      const place = (await DaemonBesideSimulators.create(images.daemon)).give(1000);
      const container = place.start({ environment: { PUID: '1234' } });
      await container.says('PUID is ignored: only root can become another');
      await place.ready();
    });

    test('runs its other commands', async () => {
      const place = (await DaemonBesideSimulators.create(images.daemon)).give(1000);
      const container = place.start({ command: ['once'] });
      expect(await container.exited).toMatchObject({ code: 0 });
      expect(place.read('pia-port.txt')).toBe(`${place.port}\n`);
      const unknown = place.start({ command: ['sh'] });
      expect(await unknown.exited).toMatchObject({ code: 64 });
    });
  });

  describe('root with PUID and PGID', () => {
    test('gives the folder and the files away and becomes that user', async () => {
      const place = await DaemonBesideSimulators.create(images.daemon);
      writeFileSync(join(place.folder, 'pia-port.txt'), '12345\n', { mode: 0o600 });
      writeFileSync(join(place.folder, 'of-somebody-else'), '');
      const environment = { PUID: '1234', PGID: '4321', UMASK: '027' };
      const container = place.start({ user: '0:0', environment });
      await place.ready();
      expect(await container.status('Uid')).toBe('1234 1234 1234 1234');
      expect(await container.status('Gid')).toBe('4321 4321 4321 4321');
      expect(await container.status('Groups')).toBe('4321 ');
      expect(await container.status('CapEff')).toBe('0000000000000000');
      expect(await container.status('Umask')).toBe('0027');
      for (const name of ['', ...FILES]) {
        expect(statSync(join(place.folder, name)), name).toMatchObject({ uid: 1234, gid: 4321 });
      }
      expect(statSync(join(place.folder, 'of-somebody-else')).uid).toBe(0);
      expect(place.read('pia-port.txt')).toBe(`${place.port}\n`);
      // The engine starts it as the user that the container was started as: root.
      expect((await container.health()).code).toBe(0);
      expect((await container.stop()).code).toBe(0);
    });

    test('is told what is wrong with them, and nothing is touched', async () => {
      const place = await DaemonBesideSimulators.create(images.daemon);
      const environment = { PUID: 'me', PGID: '-1', UMASK: '18' };
      const container = place.start({ user: '0:0', environment });
      expect((await container.exited).code).toBe(78);
      expect(container.output.match(/^\w+/gm)).toEqual(['PUID', 'PGID', 'UMASK']);
      expect(statSync(place.folder).uid).toBe(0);
    });

    test('and the sidecar does the same', async () => {
      const place = await SidecarBesideSimulators.create(images.sidecar);
      const environment = { PUID: '1234', PORT_FILE: '/config/port' };
      const container = place.start({ user: '0:0', environment });
      await place.ready();
      expect(await container.status('Uid')).toBe('1234 1234 1234 1234');
      expect(statSync(join(place.folder, 'port'))).toMatchObject({ uid: 1234, gid: 1000 });
    });
  });

  describe('the sidecar in 32 MiB, read-only and without any capability', () => {
    test('keeps both protocols mapped with nothing but the environment', async () => {
      const place = await SidecarBesideSimulators.create(images.sidecar);
      const { simulator } = place.natpmp;
      simulator.setFault('forward', 'unauthorized');
      const container = place.start({ memoryMiB: 32, environment: { REFRESH_INTERVAL: '2' } });
      expect(await container.status('Uid')).toBe('1000 1000 1000 1000');
      expect(await container.status('CapEff')).toBe('0000000000000000');
      await waitUntil('it is alive', async () => (await place.status.code('/healthz')) === 200);
      expect((await container.health()).code).toBe(1);
      simulator.clearFaults();
      console.info(`sidecar: ready ${Math.round(await place.ready())} ms later`);
      expect(simulator.mappings.map(({ protocol }) => protocol).toSorted()).toEqual(['tcp', 'udp']);
      const renewals = () => simulator.requests.filter(({ status }) => status === 200).length;
      const before = renewals();
      await waitUntil('it renews twice', () => renewals() >= before + 4);

      // A second engine, in the same 32 MiB.
      expect(await container.health()).toEqual({ code: 0, signal: null, output: 'ok\n' });
      const { limit, oomKills, anonymous, workingSet, peak } = await container.memory();
      expect({ limit, oomKills }).toEqual({ limit: 32, oomKills: 0 });
      console.info('sidecar, MiB:', { anonymous, 'working set': workingSet, peak });
      const { code, ms } = await container.stop();
      expect(code).toBe(0);
      expect(ms).toBeLessThan(1_000);
      console.info(`sidecar: ended ${Math.round(ms)} ms after SIGTERM`);
    });

    test('starts fast, and writes its files where a volume is', async () => {
      const place = (await SidecarBesideSimulators.create(images.sidecar)).give(1000);
      place.start({
        memoryMiB: 32,
        environment: { PORT_FILE: '/config/port', START_SPREAD_MS: '0' },
      });
      console.info(`sidecar: ready after ${Math.round(await place.ready())} ms`);
      const [mapping] = place.natpmp.simulator.mappings;
      expect(place.read('port')).toBe(`${mapping?.externalPort}\n`);
      expect(readFileSync(join(place.folder, 'port'), 'utf8')).not.toBe('0\n');
    });
  });
});
