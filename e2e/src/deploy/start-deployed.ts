import type { Child } from '../child.ts';
import { startDaemon } from '../daemon.ts';
import { startNatPmpFront } from '../natpmp-front.ts';
import { startSidecar } from '../sidecar.ts';
import type { DeployedApp } from './deployed-app.ts';
import { fallbackOf } from './known-variables.ts';
import { FILES, type Stage, type StageOptions, setStage } from './stage.ts';

const STARTS = { daemon: startDaemon, sidecar: startSidecar, 'natpmp-front': startNatPmpFront };

/** A deployed app that runs on this machine. */
export interface RunningDeployed extends Stage {
  readonly child: Child;
}

/**
 * Starts the app without a container, with the environment of its deployment. Changed are only the
 * hosts, and the paths, which lead into a folder as the mounts do.
 *
 * @throws {Error} when a path of the environment is not mounted, or not as it has to be.
 */
export async function startDeployed(
  deployed: DeployedApp,
  options?: StageOptions,
): Promise<RunningDeployed> {
  const stage = await setStage(deployed, options);
  const { app, environment: given } = deployed;
  const environment: Record<string, string> = { ...stage.environment };
  for (const name of FILES) {
    const path = given[name] ?? fallbackOf(app, name);
    if (path !== undefined) environment[name] = stage.here(path);
  }
  for (const [name, path] of Object.entries(given)) {
    if (name.endsWith('_FILE') && !FILES.includes(name)) environment[name] = stage.here(path);
  }
  return { ...stage, child: STARTS[app]({ environment }) };
}
