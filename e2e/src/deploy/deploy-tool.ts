import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { leaveOut } from '../require-real.ts';

/** Where `tools/install-deploy-tools` puts them. */
const FOLDER = process.env.PORTKEEP_DEPLOY_TOOLS || '/var/cache/portkeep/deploy-tools';

/** A program that the tests of deploy/ run to check the files. */
export type DeployTool = (...args: readonly string[]) => { stdout: string; problem: string };

/**
 * One that runs here, or `undefined` after a loud warning that it is missing.
 *
 * @throws {Error} instead, when `REQUIRE_REAL=1`.
 */
export function deployTool(name: 'kustomize' | 'docker-compose'): DeployTool | undefined {
  const program = [join(FOLDER, name), name].find(
    (each) => spawnSync(each, ['version'], { stdio: 'ignore' }).status === 0,
  );
  if (program === undefined) {
    leaveOut(`needs ${name} (tools/install-deploy-tools)`);
    return undefined;
  }
  return (...args) => {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    return { stdout, problem: status === 0 ? '' : `${name} ended with ${status}: ${stderr}` };
  };
}
