import { execFileSync } from 'node:child_process';
import { hasReal } from '../../../e2e/src/require-real.ts';

/** Whether the real nft can check rules, in a network namespace that is made for it. */
export const canCheckRules: boolean = hasReal({ programs: ['nft', 'unshare'], root: true });

/**
 * Applies rules one after the other in a namespace that is gone afterwards.
 *
 * @returns the rules that nft then lists.
 * @throws {Error} with what nft finds wrong.
 */
export function tryRules(...texts: readonly string[]): string {
  const script = texts.map((_, index) => `printf %s "$${index + 1}" | nft -f - &&`).join(' ');
  return execFileSync(
    'unshare',
    ['--net', 'sh', '-c', `${script} nft list ruleset`, 'sh', ...texts],
    {
      encoding: 'utf8',
      stdio: 'pipe',
    },
  );
}
