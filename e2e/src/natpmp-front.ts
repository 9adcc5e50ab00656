import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.ts';

/** The built bundle, as it is shipped. */
export const NATPMP_FRONT: string = fileURLToPath(
  new URL('../../apps/natpmp-front/dist/main.cjs', import.meta.url),
);

/** How a front is started. */
export interface NatPmpFrontOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** @default {'run'} */
  readonly command?: string;
  /** What starts node, such as `ip netns exec name`; it must not fork. */
  readonly wrapper?: readonly string[];
}

/** Starts the built front with only the given environment. */
export function startNatPmpFront(options: NatPmpFrontOptions): Child {
  const { environment, command = 'run', wrapper = [] } = options;
  return startChild([...wrapper, process.execPath, NATPMP_FRONT, command], {
    env: { PATH: process.env.PATH, ...environment },
  });
}
