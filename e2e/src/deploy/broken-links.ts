import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The links of a Markdown file to files or headings that do not exist. */
export function brokenLinks(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/\]\(([^)]+)\)/g)].flatMap(([, target = '']) => {
    if (target.includes('://')) return [];
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    if (!existsSync(file)) return [target];
    return anchor === undefined || headingsOf(file).includes(anchor) ? [] : [target];
  });
}

function headingsOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-'),
    );
}
