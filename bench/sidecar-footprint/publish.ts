import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
const BEGIN = '<!-- sidecar-footprint:begin -->';
const END = '<!-- sidecar-footprint:end -->';

/** Puts the report between its markers in docs/performance.md. */
export function publish(report: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${PAGE} has no place marked for the report`);
  const text = `${page.slice(0, begin + BEGIN.length)}\n\n${report}\n\n${page.slice(end)}`;
  writeFileSync(PAGE, text);
}
