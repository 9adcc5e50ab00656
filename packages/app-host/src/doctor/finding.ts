/** `skipped`: not checked, because an earlier step failed or there is nothing to check. */
export type Mark = 'passed' | 'warned' | 'failed' | 'skipped';

/** The result of one step, in words for the user. */
export interface Finding {
  readonly mark: Mark;
  /** One line. A user who searches the web for it must find the cause. */
  readonly headline: string;
  /** The lines below it: what was seen, why, and what to do next. */
  readonly notes: readonly string[];
  /** Lines for the user to copy, printed without indentation. */
  readonly copy?: string | undefined;
}

/** Why something is wrong and what to do about it; an empty list prints nothing. */
export interface Explanation {
  readonly cause: string | readonly string[];
  readonly next: string | readonly string[];
}

export function passed(headline: string, ...notes: readonly string[]): Finding {
  return { mark: 'passed', headline, notes };
}

/** A fact the user should know, which does not stop the port from working. */
export function warned(headline: string, explanation: Explanation): Finding {
  return { mark: 'warned', headline, notes: linesOf(explanation) };
}

export function failed(headline: string, explanation: Explanation): Finding {
  return { mark: 'failed', headline, notes: linesOf(explanation) };
}

export function skipped(title: string, why: string): Finding {
  return { mark: 'skipped', headline: `${title}: ${why}`, notes: [] };
}

function linesOf({ cause, next }: Explanation): string[] {
  return [
    ...[cause].flat().map((line) => `cause: ${line}`),
    ...[next].flat().map((line) => `next:  ${line}`),
  ];
}
