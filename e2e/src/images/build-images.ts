import { fileURLToPath } from 'node:url';
import type { Buildah } from './buildah.ts';
import { type Image, unpackImage } from './image.ts';
import { makeBuildBase, makeNodeBase } from './local-bases.ts';

const CLONE = fileURLToPath(new URL('../../..', import.meta.url));

/** The images of both apps. */
export interface Images {
  readonly daemon: Image;
  readonly sidecar: Image;
}

/** Builds both images from the clone, by the commands of the Dockerfile's first lines. */
export async function buildImages(buildah: Buildah): Promise<Images> {
  const base = await makeNodeBase(buildah);
  const { tag: buildBase, volumes } = await makeBuildBase(buildah);
  return await buildBoth(buildah, base, [
    ...['--layers', '--build-arg', `BUILD_BASE=${buildBase}`],
    ...volumes.flatMap((volume) => ['--volume', volume]),
  ]);
}

/** Builds both images on a base that is given, with more of buildah's options. */
export async function buildBoth(
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
  // One after the other: the second takes the build stage of the first.
  const daemon = await build('daemon');
  return { daemon, sidecar: await build('sidecar', '--target', 'sidecar') };
}
