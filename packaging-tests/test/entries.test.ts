import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshFolder, freshFolder } from '../src/fresh-folder.ts';
import { entries } from '../src/published.ts';
import { runProgram } from '../src/run-program.ts';

const NEEDS_KY = /^@portkeep\/([a-z]+-client|http\/ky)$/;
let folder: FreshFolder;
let withoutKy: FreshFolder;

beforeAll(() => {
  folder = freshFolder();
  withoutKy = freshFolder([], 'ky');
});
afterAll(() => {
  folder[Symbol.dispose]();
  withoutKy[Symbol.dispose]();
});

/** A program that loads each of these and prints those that export something. */
const loader = (names: readonly string[]) =>
  `for (const name of ${JSON.stringify(names)}) {
    if (Object.keys(await import(name)).length > 0) console.log(name);
  }\n`;
const lines = (names: readonly string[]) => names.map((name) => `${name}\n`).join('');

test.each(['node', 'deno', 'bun'] as const)('every entry loads on %s', async (runtime) => {
  const path = folder.write('entries.js', loader(entries()));
  expect(await runProgram(runtime, path)).toBe(lines(entries()));
});

test('every entry can be loaded with require()', async () => {
  const source = loader(entries()).replace('await import', 'require');
  expect(await runProgram('node', folder.write('entries.cjs', source))).toBe(lines(entries()));
});

test('only the entries with the default transport need ky', async () => {
  const light = entries().filter((name) => !NEEDS_KY.test(name));
  expect(entries().length - light.length).toBe(4);
  const path = withoutKy.write('light.js', loader(light));
  expect(await runProgram('node', path)).toBe(lines(light));
});
