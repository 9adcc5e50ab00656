import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DAEMON } from '../daemon.ts';
import { NATPMP_FRONT } from '../natpmp-front.ts';
import { SIDECAR } from '../sidecar.ts';
import { buildAll, type Images } from './build-images.ts';
import type { Buildah } from './buildah.ts';

/** Where `tools/install-foreign-nodes` puts Debian's nodejs. */
const FOLDER = process.env.PORTKEEP_FOREIGN_NODES || '/var/cache/portkeep/foreign-nodes';

/** An architecture that is not this machine's, under the names that the tools use. */
export interface ForeignArchitecture {
  /** An image's. */
  readonly platform: string;
  readonly debian: string;
  readonly emulator: string;
}

/** Those that node has no alpine image for. */
export const FOREIGN_ARCHITECTURES: readonly ForeignArchitecture[] = [
  { platform: 'arm/v7', debian: 'armhf', emulator: 'qemu-arm-static' },
  { platform: 'riscv64', debian: 'riscv64', emulator: 'qemu-riscv64-static' },
];

/** Whether Debian's nodejs for it is there. */
export function hasNode({ debian }: ForeignArchitecture): boolean {
  return existsSync(join(FOLDER, debian, 'usr/bin/node'));
}

/**
 * Builds all images for an architecture, on what Dockerfile.debian-node would be, with the bundles
 * of this clone in place of the build stage. Nothing in it needs an emulator.
 */
export async function buildForeignImages(
  buildah: Buildah,
  { platform, debian }: ForeignArchitecture,
): Promise<Images> {
  const stage = buildah.context('bundles');
  mkdirSync(join(stage, 'bundles/config'), { recursive: true });
  copyFileSync(DAEMON, join(stage, 'bundles/daemon.cjs'));
  copyFileSync(SIDECAR, join(stage, 'bundles/sidecar.cjs'));
  copyFileSync(NATPMP_FRONT, join(stage, 'bundles/natpmp-front.cjs'));
  const options = ['--platform', `linux/${platform}`];
  const base = await buildah.makeBase(`portkeep-${debian}`, join(FOLDER, debian), options);
  return await buildAll(buildah, base, [...options, '--build-context', `build=${stage}`]);
}

/**
 * What starts an image's command on this machine. Its libraries are searched for in the image first;
 * its own file is given by its path on this machine.
 */
export function emulated(
  { emulator }: ForeignArchitecture,
  { rootFolder, config }: Images['daemon'],
  command: string,
): readonly string[] {
  const [node = '', ...rest] = config.Entrypoint;
  const words = rest.map((word) => (word.startsWith('/') ? join(rootFolder, word) : word));
  return [emulator, '-L', rootFolder, join(rootFolder, 'usr/bin', node), ...words, command];
}
