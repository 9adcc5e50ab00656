import type { DeployedApp, Mount } from './deployed-app.ts';
import { appOfImage } from './known-variables.ts';

/** Options without a value. */
const FLAGS = new Set(['--rm', '-it', '-d', '--read-only', '--init']);
/** Options with one, beside those that say what the app gets. */
const OPTIONS = new Set([
  '--cap-drop',
  '--cpus',
  '--memory',
  '--name',
  '--network',
  '--restart',
  '--security-opt',
]);

/**
 * What a `docker run` of an image of ours starts.
 *
 * @throws {Error} when an option is none of those that our docs use, or the image is not ours.
 */
export function readDockerRun(command: string): DeployedApp {
  const words = command.split(/\s+/).flatMap((word) => {
    const [, option, value] = /^(--[a-z-]+)=(.*)$/.exec(word) ?? [];
    return option !== undefined && value !== undefined ? [option, value] : [word];
  });
  const [docker, run, ...rest] = words;
  if (docker !== 'docker' || run !== 'run') throw new Error(`Not a docker run: ${command}`);
  const environment: Record<string, string> = {};
  const mounts: Mount[] = [];
  while (rest[0]?.startsWith('-')) {
    const option = rest.shift() ?? '';
    if (FLAGS.has(option)) continue;
    const value = rest.shift() ?? '';
    if (option === '-e') environment[value.replace(/=.*/, '')] = value.replace(/^[^=]*=/, '');
    else if (option === '-v') mounts.push(mountOf(value));
    else if (!OPTIONS.has(option)) throw new Error(`${option} is not known here: ${command}`);
  }
  const [image = '', ...more] = rest;
  const app = appOfImage(image);
  if (app === undefined) throw new Error(`${image} is no image of ours`);
  if (more.length > 0) throw new Error(`More than an image: ${more.join(' ')}`);
  return { name: image, app, environment, mounts };
}

function mountOf(volume: string): Mount {
  const [, path = '', mode] = volume.split(':');
  return { path, readOnly: mode === 'ro', secret: path.startsWith('/run/secrets') };
}
