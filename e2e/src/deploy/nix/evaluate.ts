import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { hasReal } from '../../require-real.ts';

/** Where the flake and the module are. */
export const NIX_FOLDER = fileURLToPath(new URL('../../../../deploy/nix/', import.meta.url));

/** Whether nix can evaluate here; needs neither a store nor a daemon. */
export const hasNix = hasReal({ programs: ['nix-instantiate'] });

// Without a group of builders, nix would warn about it.
const env = { ...process.env, NIX_CONFIG: 'build-users-group =' };

/** What nix evaluates an attribute of a file to. */
export function evaluate(
  file: string,
  attribute: string,
  options: readonly string[] = [],
): unknown {
  const words = ['--eval', '--strict', '--json', file, '-A', attribute, ...options];
  return JSON.parse(
    execFileSync('nix-instantiate', words, { cwd: NIX_FOLDER, env, encoding: 'utf8' }),
  );
}

/** The first line of what nix prints about an attribute that it cannot evaluate. */
export function failure(file: string, attribute: string): string | undefined {
  const words = ['--eval', '--strict', '--json', file, '-A', attribute];
  const ran = spawnSync('nix-instantiate', words, { cwd: NIX_FOLDER, env, encoding: 'utf8' });
  return ran.status === 0 ? undefined : /\berror: (.+)$/m.exec(ran.stderr)?.[1];
}

/** What nix says about the grammar of a file; empty if it is right. */
export function syntaxProblem(file: string): string {
  const words = ['--parse', file];
  return spawnSync('nix-instantiate', words, { cwd: NIX_FOLDER, env, encoding: 'utf8' }).stderr;
}

/** Where nixpkgs' own lib is, if this machine has nixpkgs on its NIX_PATH. */
export function realLib(): string | undefined {
  const words = ['--find-file', 'nixpkgs/lib'];
  return hasNix
    ? spawnSync('nix-instantiate', words, { env, encoding: 'utf8' }).stdout.trim() || undefined
    : undefined;
}
