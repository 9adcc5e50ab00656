import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from './import-rules.ts';

const page = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');
const names = (cell = '') => [...cell.matchAll(/`([\w/-]+)`/g)].map(([, name = '']) => name);

/** What the table says, by workspace; an app has its folder in its name. */
function documentedRules(): Readonly<Record<string, readonly string[]>> {
  const [, table = ''] = page.split('| workspace | may import |');
  const [rows = ''] = table.split('\n\n');
  return Object.fromEntries(
    rows.split('\n').flatMap((row) => {
      const [, workspaces, targets] = row.split('|');
      return names(workspaces).map((workspace) => [workspace, names(targets).sort()]);
    }),
  );
}

test('the table in docs/architecture.md allows the imports that tools/check-directions.ts allows', () => {
  const checked = Object.entries(RULES).map(([workspace, { may }]) => [
    workspace.replace(/^packages\//, ''),
    may.map((each) => basename(each)).sort(),
  ]);
  expect(documentedRules()).toEqual(Object.fromEntries(checked));
});
