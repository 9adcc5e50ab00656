import { copyFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from '../run-program.ts';
import type { Buildah } from './buildah.ts';

/** In place of `node:24-alpine`: this Node.js with its libraries, and not even a shell. */
export async function makeNodeBase(buildah: Buildah): Promise<string> {
  const context = buildah.context('node');
  const copy = (from: string, to: string) => {
    mkdirSync(dirname(join(context, to)), { recursive: true });
    copyFileSync(from, join(context, to));
  };
  copy(process.execPath, 'usr/local/bin/node');
  const libraries = await runProgram(['ldd', process.execPath]);
  for (const [, path = ''] of libraries.matchAll(/(\/\S+) \(0x/g)) copy(path, path);
  return await buildah.makeBase('portkeep-node', context);
}

/** A base for the build stage, and what has to be mounted while it is in use. */
export interface BuildBase {
  readonly tag: string;
  /** Values of `--volume`. */
  readonly volumes: readonly string[];
}

/**
 * In place of `node:24-slim`: the shell, Node.js and npm of this machine, read-only, with npm's own
 * settings and cache, so that `npm ci` finds the registry that this machine uses.
 */
export async function makeBuildBase(buildah: Buildah): Promise<BuildBase> {
  const context = buildah.context('build');
  for (const folder of ['etc', 'proc', 'dev', 'sys', 'root', 'tmp', 'usr', 'var/tmp']) {
    mkdirSync(join(context, folder), { recursive: true });
  }
  for (const link of ['bin', 'lib', 'lib64', 'sbin'])
    symlinkSync(`usr/${link}`, join(context, link));
  const tag = await buildah.makeBase('portkeep-build', context);
  const setting = async (name: string) =>
    (await runProgram(['npm', 'config', 'get', name, '--workspaces=false'])).trim();
  const [cache, settings] = [await setting('cache'), await setting('userconfig')];
  mkdirSync(cache, { recursive: true });
  const volumes = ['/usr:/usr:ro', '/etc/ssl:/etc/ssl:ro', `${cache}:/root/.npm`];
  if (existsSync(settings)) volumes.push(`${settings}:/root/.npmrc:ro`);
  return { tag, volumes };
}
