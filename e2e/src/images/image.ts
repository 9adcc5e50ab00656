import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../run-program.ts';
import type { Buildah } from './buildah.ts';

/** The configuration in an image, as `docker inspect` shows it. */
export interface ImageConfig {
  readonly User: string;
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly StopSignal: string;
  readonly Env: readonly string[];
  readonly ExposedPorts?: Readonly<Record<string, unknown>>;
  readonly Labels: Readonly<Record<string, string>>;
  /** Times in nanoseconds. */
  readonly Healthcheck: {
    readonly Test: readonly string[];
    readonly Interval: number;
    readonly Timeout: number;
    readonly StartPeriod: number;
  };
}

/** A runtime configuration, as far as it matters here. */
export interface RuntimeConfig {
  process: Record<string, unknown> & { readonly args: readonly string[] };
  readonly mounts: readonly Readonly<Record<string, unknown>>[];
  readonly linux: Record<string, unknown> & {
    readonly namespaces: readonly { readonly type: string }[];
    readonly resources: Readonly<Record<string, unknown>>;
  };
  readonly [key: string]: unknown;
}

/** An image, unpacked so that a runtime can start it. */
export interface Image {
  readonly config: ImageConfig;
  /** Such as `arm64` or `arm/v7`. */
  readonly architecture: string;
  readonly rootFolder: string;
  readonly runtime: RuntimeConfig;
  /** Compressed sizes in bytes, the base's layer first. */
  readonly layers: readonly number[];
}

/** Takes a built image out of the store, by way of an OCI folder as a registry would hand it out. */
export async function unpackImage(buildah: Buildah, tag: string): Promise<Image> {
  const name = tag.replace(/\W/g, '-');
  const { Docker } = JSON.parse(await buildah.run('inspect', '--type', 'image', tag));
  const layout = join(buildah.folder, `oci-${name}`);
  await buildah.run('push', '--quiet', tag, `oci:${layout}:image`);
  const bundle = join(buildah.folder, `bundle-${name}`);
  await runProgram(['umoci', 'unpack', '--image', `${layout}:image`, bundle]);
  const blob = (digest: string) => join(layout, 'blobs', digest.replace(':', '/'));
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
  const [{ digest }] = read(join(layout, 'index.json')).manifests;
  const manifest: { layers: { digest: string }[] } = read(blob(digest));
  return {
    config: Docker.config,
    architecture: [Docker.architecture, Docker.variant].filter(Boolean).join('/'),
    rootFolder: join(bundle, 'rootfs'),
    runtime: read(join(bundle, 'config.json')),
    layers: manifest.layers.map((layer) => statSync(blob(layer.digest)).size),
  };
}
