import type { AppName } from './known-variables.ts';

/** One of our apps, as a compose file, a manifest or a command of the docs starts it. */
export interface DeployedApp {
  readonly name: string;
  readonly app: AppName;
  readonly environment: Readonly<Record<string, string>>;
  /** What is mounted, by its path in the container. */
  readonly mounts: readonly Mount[];
  /** Instead of the image's own command. */
  readonly command?: readonly string[] | undefined;
  /** As for `--user`. @default The image's. */
  readonly user?: string | undefined;
  /** Capabilities that root keeps, such as `CHOWN`. @default Those that an engine leaves to root. */
  readonly capabilities?: readonly string[] | undefined;
  readonly limits?: Limits;
}

/** What a container may use. */
export interface Limits {
  readonly memoryMiB?: number | undefined;
  /** Thousandths of a core. */
  readonly cpuMilli?: number | undefined;
}

/** A folder or file in a container that is not of its image. */
export interface Mount {
  readonly path: string;
  readonly readOnly: boolean;
  /** It holds secrets: a file, or a folder of files. */
  readonly secret: boolean;
}

/** The mount that holds a path. */
export function mountOf({ mounts }: DeployedApp, path: string): Mount | undefined {
  return mounts
    .filter((mount) => path === mount.path || path.startsWith(`${mount.path}/`))
    .sort((one, other) => other.path.length - one.path.length)[0];
}
