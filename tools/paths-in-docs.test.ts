import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url).pathname;
const PAGES = ['CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/**/*.md', { cwd: ROOT })];
const PATH =
  /^(?:packages|apps|tools|e2e|bench|deploy|docs|runtime-tests|packaging-tests|\.github|\.changeset|\.ci)\/[^\s:]*$/;

/** The paths that a page names in backticks, and how they are looked for: `<kind>` is any name. */
function pathsIn(page: string): string[] {
  const text = readFileSync(`${ROOT}${page}`, 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => PATH.test(path));
}

test.each(PAGES)('each path of the repository that %s names in backticks exists', (page) => {
  const missing = pathsIn(page).filter((path) => {
    const pattern = path.replaceAll(/<[^>]+>/g, '*').replaceAll('…', '*');
    return globSync(pattern, { cwd: ROOT }).length === 0;
  });
  expect(missing).toEqual([]);
});

test('many of the paths in CONTRIBUTING are found to check them', () => {
  expect(pathsIn('CONTRIBUTING.md').length).toBeGreaterThan(40);
});
