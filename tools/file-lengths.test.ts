import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url).pathname;

test('source files have at most 250 lines, and most have fewer than 80, as CONTRIBUTING.md says', () => {
  const lengths = globSync('{packages,apps}/*/src/**/*.ts', { cwd: ROOT })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => ({
      path,
      lines: readFileSync(`${ROOT}${path}`, 'utf8').split('\n').length - 1,
    }));
  expect(lengths.length).toBeGreaterThan(500);
  expect(lengths.filter(({ lines }) => lines > 250)).toEqual([]);
  expect(lengths.filter(({ lines }) => lines < 80).length).toBeGreaterThan(lengths.length / 2);
});
