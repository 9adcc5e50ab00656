import type { Finding, Mark } from './finding.ts';

const SYMBOLS: Readonly<Record<Mark, string>> = {
  passed: '✓',
  warned: '!',
  failed: '✗',
  skipped: '–',
};

/** The text of a finding, ending with a newline. */
export function renderFinding({ mark, headline, notes }: Finding): string {
  const lines = [`${SYMBOLS[mark]} ${headline}`, ...notes.map((note) => `    ${note}`)];
  return `${lines.join('\n')}\n`;
}
