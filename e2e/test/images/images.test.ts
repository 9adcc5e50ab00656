import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildImages, type Images } from '../../src/images/build-images.ts';
import { Buildah } from '../../src/images/buildah.ts';
import { hasReal } from '../../src/require-real.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { testAsDeployed } from './as-deployed.ts';
import { testAsRoot } from './as-root.ts';
import { testDaemon } from './daemon.ts';
import { testSidecar } from './sidecar.ts';

const needs = { programs: ['buildah', 'umoci', 'runc', 'ldd', 'npm'], root: true };
const ENOUGH_TO_BUILD_MS = 900_000;
const MINUTE_NS = 60e9;
const mib = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(2)} MiB`;

describe.runIf(hasReal(needs))('the images', () => {
  let images: Images;
  beforeAll(async () => {
    const begun = performance.now();
    images = await buildImages(new Buildah(temporaryFolder()));
    console.info(`All images built in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  }, ENOUGH_TO_BUILD_MS);

  test.each([
    ['daemon', ['--disable-sigusr1'], undefined],
    [
      'sidecar',
      ['--disable-sigusr1', '--jitless', '--single-threaded', '--max-semi-space-size=1'],
      { '9798/tcp': expect.anything() },
    ],
    [
      'natpmp-front',
      ['--disable-sigusr1', '--max-semi-space-size=1'],
      { '8080/tcp': expect.anything() },
    ],
  ] as const)('the image of the %s has what its users rely on', (name, flags, ports) => {
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

  test('the image of the daemon has an empty folder owned by its user, which a new volume takes over', () => {
    const folder = join(images.daemon.rootFolder, 'config');
    expect(readdirSync(folder)).toEqual([]);
    expect(statSync(folder)).toMatchObject({ uid: 1000, gid: 1000 });
  });

  testAsDeployed(() => images);
  testDaemon(() => images.daemon);
  testSidecar(() => images.sidecar);
  testAsRoot(() => images);
});
