import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** The packages that a source file needs, by its own imports and those of the files it imports. */
async function packagesOf(file: URL, seen = new Set<string>()): Promise<string[]> {
  if (seen.has(file.href)) return [];
  seen.add(file.href);
  const code = (await readFile(file, 'utf8')).replaceAll(/\/\*.*?\*\//gs, '');
  const imports = code.matchAll(/^(?:import|export)\b(?! type\b)[^'"]*?from '([^']+)';$/gms);
  const found: string[] = [];
  for (const [, name = ''] of imports) {
    if (name.startsWith('.')) found.push(...(await packagesOf(new URL(name, file), seen)));
    else found.push(name);
  }
  return [...new Set(found)].sort();
}

test.each([
  ['./core.ts', ['@portkeep/http', '@portkeep/http/client', 'valibot']],
  ['./index.ts', ['@portkeep/http', '@portkeep/http/client', '@portkeep/http/ky', 'valibot']],
])('%s loads %j and nothing else', async (entry, expected) => {
  expect(await packagesOf(new URL(entry, import.meta.url))).toEqual(expected);
});

test('the main entry exports all that core exports, and kyTransport', async () => {
  const core = Object.keys(await import('./core.ts'));
  const index = Object.keys(await import('./index.ts'));
  expect(index.sort()).toEqual([...core, 'kyTransport'].sort());
});
