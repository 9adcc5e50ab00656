import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url).pathname;
const page = readFileSync(`${ROOT}docs/problems.md`, 'utf8');
const rows = page.split('\n').filter((line) => /^\| [^-h]|^\| \|/.test(line));
const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
const spans = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);

const sources = globSync('{packages,apps}/*/src/**/*.ts', { cwd: ROOT })
  .filter((path) => !/\.test\.ts$|^packages\/(simulators|http|testing)\//.test(path))
  .map((path) => readFileSync(`${ROOT}${path}`, 'utf8'));

/** Codes that no message shows: an outcome of a search, and what a transport says to its client. */
const NEVER_SHOWN = new Set(['OUTSIDE_TUNNEL', 'CERT_UNTRUSTED']);

/** What a type of codes, or the code of an error, can be. */
function codesInTheCode(): ReadonlySet<string> {
  const CODES = /(?:Code =|\bcode(?::| =))\s*((?:\|?\s*'[A-Z]+(?:_[A-Z]+)*'\s*)+)/g;
  const found = sources.flatMap((text) =>
    [...text.matchAll(CODES)].flatMap(([, list = '']) => list.match(/[A-Z_]+/g) ?? []),
  );
  const isOurs = (code: string) => !/^E[A-Z]+$/.test(code) && !NEVER_SHOWN.has(code);
  return new Set(found.filter(isOurs));
}

test('docs/problems.md has a row for each code in the code, and no other', () => {
  const documented = new Set(cells.flatMap(([, , codes]) => spans(codes)));
  const existing = codesInTheCode();
  expect(existing.size).toBeGreaterThan(50);
  expect([...documented].sort()).toEqual([...existing].sort());
});

test('each headline in docs/problems.md stands in the code', () => {
  const headlines = cells.flatMap(([, headline]) => spans(headline));
  expect(headlines).toContain('No VPN tunnel here');
  const missing = headlines.filter((headline) => !sources.some((text) => text.includes(headline)));
  expect(missing).toEqual([]);
});
