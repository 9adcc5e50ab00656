import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Child } from '../child.ts';
import { startNatPmpFront } from '../natpmp-front.ts';
import { startSidecar } from '../sidecar.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { DeployedContainer } from './deployed-container.ts';

const STARTS = { sidecar: startSidecar, 'natpmp-front': startNatPmpFront };

/**
 * Starts a container's app with exactly the environment of its manifest, in a network namespace that
 * is made as its pod's. Only paths differ: each mount is a folder here, and every secret in them has
 * the given text.
 *
 * @param changes variables that differ from the manifest, to see what comes of it.
 */
export function startInPod(
  { app, environment: given, mounts }: DeployedContainer,
  wrapper: readonly string[],
  secret: string,
  changes: Readonly<Record<string, string>> = {},
): Child {
  if (app === 'daemon') throw new Error('The daemon has no place in these networks');
  const root = temporaryFolder();
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const mount = mounts.find(({ path }) => value.startsWith(`${path}/`));
    environment[name] = mount ? join(root, value) : value;
    if (!mount) continue;
    mkdirSync(dirname(join(root, value)), { recursive: true });
    if (mount.secret) writeFileSync(join(root, value), `${secret}\n`);
  }
  return STARTS[app]({ environment: { ...environment, ...changes }, wrapper });
}
