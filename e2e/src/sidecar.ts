import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.ts';

/** The built bundle, as it is shipped. */
export const SIDECAR: string = fileURLToPath(
  new URL('../../apps/sidecar/dist/main.cjs', import.meta.url),
);

/** How a sidecar is started. */
export interface SidecarOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** @default {'run'} */
  readonly command?: string;
  /** What starts node, such as `ip netns exec name`; it must not fork. */
  readonly wrapper?: readonly string[];
}

/** Starts the built sidecar with only the given environment. */
export function startSidecar(options: SidecarOptions): Child {
  const { environment, command = 'run', wrapper = [] } = options;
  return startChild([...wrapper, process.execPath, SIDECAR, command], {
    env: { PATH: process.env.PATH, START_SPREAD_MS: '0', ...environment },
  });
}
