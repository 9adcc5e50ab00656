import type { DeployedApp, Limits, Mount } from './deployed-app.ts';
import { appOfImage } from './known-variables.ts';

/** Options without a value. */
const FLAGS = new Set(['--rm', '-it', '-d', '--read-only', '--init']);
/** Options whose value does not matter to the app. */
const OPTIONS = new Set(['--name', '--network', '--restart', '--security-opt']);

/**
 * What a `docker run` of one of our images starts.
 *
 * @throws {Error} when our docs do not use one of the options, or the image is not ours.
 */
export function readDockerRun(command: string): DeployedApp {
  const words = command.split(/\s+/).flatMap((word) => {
    const [, option, value] = /^(--[a-z-]+)=(.*)$/.exec(word) ?? [];
    return option !== undefined && value !== undefined ? [option, value] : [word];
  });
  const [docker, run, ...rest] = words;
  if (docker !== 'docker' || run !== 'run') throw new Error(`Not a docker run: ${command}`);
  const given = new Map<string, string[]>();
  while (rest[0]?.startsWith('-')) {
    const option = rest.shift() ?? '';
    if (FLAGS.has(option)) continue;
    given.set(option, [...(given.get(option) ?? []), rest.shift() ?? '']);
  }
  const [image = '', ...more] = rest;
  const app = appOfImage(image);
  if (app === undefined) throw new Error(`${image} is not one of our images`);
  if (more.length > 0) throw new Error(`More than an image: ${more.join(' ')}`);
  const take = (option: string) => {
    const values = given.get(option) ?? [];
    given.delete(option);
    return values;
  };
  const isBare = take('--cap-drop').includes('ALL');
  const added = take('--cap-add');
  const deployed: DeployedApp = {
    name: image,
    app,
    environment: Object.fromEntries(take('-e').map(splitAtEquals)),
    mounts: take('-v').map(mountOf),
    user: take('--user')[0],
    capabilities: isBare ? added : undefined,
    limits: limitsOf(take('--memory')[0], take('--cpus')[0]),
  };
  const unknown = [...given.keys()].filter((option) => !OPTIONS.has(option));
  if (unknown.length > 0) throw new Error(`Not known here: ${unknown.join(', ')} of ${command}`);
  return deployed;
}

function splitAtEquals(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function limitsOf(memory?: string, cpus?: string): Limits {
  const mebibytes = memory === undefined ? undefined : /^(\d+)m$/.exec(memory)?.[1];
  if (memory !== undefined && mebibytes === undefined) throw new Error(`Not in m: ${memory}`);
  return {
    memoryMiB: mebibytes === undefined ? undefined : Number(mebibytes),
    cpuMilli: cpus === undefined ? undefined : Number(cpus) * 1000,
  };
}

function mountOf(volume: string): Mount {
  const [, path = '', mode] = volume.split(':');
  return { path, readOnly: mode === 'ro', secret: path.startsWith('/run/secrets') };
}
