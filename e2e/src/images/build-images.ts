import { fileURLToPath } from 'node:url';
import type { Buildah } from './buildah.ts';
import { type Image, unpackImage } from './image.ts';
import { makeBuildBase, makeNodeBase } from './local-bases.ts';

const CLONE = fileURLToPath(new URL('../../..', import.meta.url));

/** The images of the apps. */
export interface Images {
  readonly daemon: Image;
  readonly sidecar: Image;
  readonly 'natpmp-front': Image;
}

/** Builds all images from the clone, by the commands of the Dockerfile's first lines. */
export async function buildImages(buildah: Buildah): Promise<Images> {
  const base = await makeNodeBase(buildah);
  const { tag: buildBase, volumes } = await makeBuildBase(buildah);
  return await buildAll(buildah, base, [
    ...['--layers', '--build-arg', `BUILD_BASE=${buildBase}`],
    ...volumes.flatMap((volume) => ['--volume', volume]),
  ]);
}

/** Builds all images on a base that is given, with more of buildah's options. */
export async function buildAll(
  buildah: Buildah,
  base: string,
  options: readonly string[],
): Promise<Images> {
  const build = async (name: string, ...target: readonly string[]) => {
    const tag = `${base}-${name}`;
    await buildah.run(
      // The OCI format has no health check.
      ...['bud', '--quiet', '--format', 'docker', '--tag', tag, ...target, ...options],
      ...['--build-arg', `BASE=${base}`],
      ...['--build-arg', 'VERSION=1.2.3', '--build-arg', 'REVISION=abcdef'],
      CLONE,
    );
    return await unpackImage(buildah, tag);
  };
  // One after the other: the others take the build stage of the first.
  const daemon = await build('daemon');
  const sidecar = await build('sidecar', '--target', 'sidecar');
  const front = await build('natpmp-front', '--target', 'natpmp-front');
  return { daemon, sidecar, 'natpmp-front': front };
}
