import type { Finding } from './finding.ts';

/** The last line, and whether anything failed. */
export interface DoctorSummary {
  readonly line: string;
  readonly failures: number;
}

/** Summarises the findings. The first failure is the one to fix: later ones often follow from it. */
export function summaryOf(findings: readonly Finding[]): DoctorSummary {
  const bad = findings.filter(({ mark }) => mark === 'failed');
  const warnings = findings.filter(({ mark }) => mark === 'warned').length;
  const [first] = bad;
  if (first !== undefined) {
    const line = `${count(bad.length, 'problem')}; begin with: ${first.headline}`;
    return { line, failures: bad.length };
  }
  const line =
    warnings === 0 ? 'No problem was found' : `No problem was found, ${count(warnings, 'warning')}`;
  return { line, failures: 0 };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
