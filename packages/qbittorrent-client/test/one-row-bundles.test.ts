import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { ENDPOINT_GROUPS } from './endpoint-groups.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const ESBUILD = fileURLToPath(new URL('../../../node_modules/.bin/esbuild', import.meta.url));
/** Rows that make calls to others. */
const CALLS: Readonly<Record<string, readonly string[]>> = { 'torrents.add': ['app/buildInfo'] };

const ROWS = Object.entries(ENDPOINT_GROUPS).flatMap(([group, rows]) =>
  Object.entries(rows).map(([name, row]) => ({ id: `${group}.${name}`, group, name, row })),
);
const PATHS = new Set(ROWS.map(({ row }) => row.path));
const folder = mkdtempSync(join(tmpdir(), 'portkeep-one-row-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The bundles of programs that import one row each; all are built at once, which is quick. */
function bundles(): ReadonlyMap<string, string> {
  const files = ROWS.map(({ id, group, name }) => {
    const entry = group.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const file = entry === 'auth' ? 'auth.js' : `${entry}/index.js`;
    const from = JSON.stringify(join(PACKAGE, 'dist/endpoints', file));
    writeFileSync(join(folder, `${id}.js`), `export { ${name} } from ${from};`);
    return join(folder, `${id}.js`);
  });
  const external = ['@portkeep/http', 'valibot'].map((each) => `--external:${each}`);
  const out = join(folder, 'out');
  const options = ['--bundle', '--format=esm', '--log-level=error', `--outdir=${out}`, ...external];
  execFileSync(ESBUILD, [...files, ...options], { cwd: PACKAGE });
  return new Map(ROWS.map(({ id }) => [id, readFileSync(join(out, `${id}.js`), 'utf8')]));
}

test('a bundle with one row of the endpoint table holds no other row', () => {
  const all = bundles();
  const others = ROWS.flatMap(({ id, row }) => {
    const own = [row.path, ...(CALLS[id] ?? [])];
    const found = [...PATHS].filter((path) => all.get(id)?.includes(`"${path}"`));
    expect(found, id).toContain(row.path);
    return found.filter((path) => !own.includes(path)).map((path) => `${id} brings ${path}`);
  });
  expect(others).toEqual([]);
});
