import { type Finding, passed, warned } from './finding.ts';

/** Sums up what looks wrong with the environment: each warning names its variable. */
export function variablesVerdict(warnings: readonly string[]): Finding {
  if (warnings.length === 0) return passed('The variables have the right form');
  const next = 'look at each of these variables; a restart is needed after a change';
  return warned('The variables look wrong', { cause: warnings, next });
}
