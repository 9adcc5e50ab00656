import type { Image, RuntimeConfig } from './image.ts';

/** How a container is started; all of it is what `docker run` has options for. */
export interface ContainerOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** As for `--user`. @default The image's. */
  readonly user?: string | undefined;
  /** The command after the image's name. @default The image's. */
  readonly command?: readonly string[];
  /** Folders by where they are in the container. */
  readonly volumes?: Readonly<Record<string, string>>;
  readonly memoryMiB?: number;
}

/** Those that docker leaves to root, as far as anything here could use them. */
const CAPABILITIES_OF_ROOT = [
  ...['CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER', 'CAP_KILL', 'CAP_SETGID', 'CAP_SETUID'],
];

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
  const capabilities = uid === 0 ? CAPABILITIES_OF_ROOT : [];
  const { rlimits: _, ...process } = runtime.process;
  const bytes = options.memoryMiB === undefined ? undefined : options.memoryMiB * 1024 ** 2;
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
        source,
        type: 'bind',
        options: ['rbind', 'rw', 'nosuid', 'nodev'],
      })),
    ],
    linux: {
      ...runtime.linux,
      cgroupsPath: `/${id}`,
      namespaces: runtime.linux.namespaces.filter(({ type }) => type !== 'network'),
      resources: {
        ...runtime.linux.resources,
        ...(bytes === undefined ? {} : { memory: { limit: bytes } }),
      },
    },
  };
}
