import type { Limits } from '../deploy/deployed-app.ts';
import type { Image, RuntimeConfig } from './image.ts';

/** How a container is started; all of it is what `docker run` has options for. */
export interface ContainerOptions extends Limits {
  readonly environment: Readonly<Record<string, string>>;
  /** As for `--user`. @default The image's. */
  readonly user?: string | undefined;
  /** The command after the image's name. @default The image's. */
  readonly command?: readonly string[];
  /** Files and folders by where they are in the container; with `:ro` behind it, to be read only. */
  readonly volumes?: Readonly<Record<string, string>>;
  /** Root's capabilities, without `CAP_`. @default Those that docker leaves to root. */
  readonly capabilities?: readonly string[] | undefined;
}

/** Only the limits that a test here uses. */
const CAPABILITIES_OF_ROOT = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'SETGID', 'SETUID'];
const CPU_PERIOD_US = 100_000;

/**
 * The runtime's configuration of a container: read-only, with no capability unless it is root, and
 * on the machine's own loopback, where the simulators are.
 */
export function containerConfig(
  image: Image,
  id: string,
  options: ContainerOptions,
): RuntimeConfig {
  const { config, runtime } = image;
  const { environment, user = config.User, command = config.Cmd, volumes = {} } = options;
  const [uid = 0, gid = 0] = user.split(':').map(Number);
  const ofRoot = options.capabilities ?? CAPABILITIES_OF_ROOT;
  const capabilities = uid === 0 ? ofRoot.map((name) => `CAP_${name}`) : [];
  // Without the right to raise limits a runtime does not start.
  const { rlimits: _, ...process } = runtime.process;
  return {
    ...runtime,
    root: { path: image.rootFolder, readonly: true },
    process: {
      ...process,
      terminal: false,
      user: { uid, gid },
      args: [...config.Entrypoint, ...command],
      env: [...config.Env, ...Object.entries(environment).map((pair) => pair.join('='))],
      capabilities: {
        bounding: capabilities,
        effective: capabilities,
        permitted: capabilities,
      },
      noNewPrivileges: true,
    },
    mounts: [
      ...runtime.mounts,
      ...Object.entries(volumes).map(([destination, source]) => ({
        destination,
        source: source.replace(/:ro$/, ''),
        type: 'bind',
        options: ['rbind', source.endsWith(':ro') ? 'ro' : 'rw', 'nosuid', 'nodev'],
      })),
    ],
    linux: {
      ...runtime.linux,
      cgroupsPath: `/${id}`,
      namespaces: runtime.linux.namespaces.filter(({ type }) => type !== 'network'),
      resources: { ...runtime.linux.resources, ...resourcesOf(options) },
    },
  };
}

function resourcesOf({ memoryMiB, cpuMilli }: Limits): Readonly<Record<string, unknown>> {
  const quota = cpuMilli === undefined ? undefined : (cpuMilli * CPU_PERIOD_US) / 1000;
  return {
    ...(memoryMiB === undefined ? {} : { memory: { limit: memoryMiB * 1024 ** 2 } }),
    ...(quota === undefined ? {} : { cpu: { quota, period: CPU_PERIOD_US } }),
  };
}
