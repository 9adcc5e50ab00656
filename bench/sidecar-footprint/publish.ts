import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

/** Puts a report between the markers of its name in docs/performance.md. */
export function publish(name: string, report: string): void {
  const [beginning, ending] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const page = readFileSync(PAGE, 'utf8');
  const begin = page.indexOf(beginning);
  const end = page.indexOf(ending);
  if (begin < 0 || end < begin) throw new Error(`${PAGE} has no place marked for ${name}`);
  const text = `${page.slice(0, begin + beginning.length)}\n\n${report}\n\n${page.slice(end)}`;
  writeFileSync(PAGE, text);
}
