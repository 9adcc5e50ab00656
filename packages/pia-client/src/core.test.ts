import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** Every module that a source file imports, directly or through other modules. */
async function importsOf(file: URL, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(fileURLToPath(file))) return seen;
  seen.add(fileURLToPath(file));
  const source = (await readFile(file, 'utf8')).replace(/\/\*.*?\*\//gs, '');
  const imports = source.matchAll(/^(?:import|export)\b(?! type\b)[^'"]*?from '([^']+)';$/gms);
  for (const [, specifier = ''] of imports) {
    if (specifier.startsWith('.')) await importsOf(new URL(specifier, file), seen);
    else seen.add(specifier);
  }
  return seen;
}

const packagesOf = async (entry: string) => {
  const all = await importsOf(new URL(entry, import.meta.url));
  return [...all].filter((name) => !name.startsWith('/')).sort();
};

describe('what the entries load', () => {
  test('the entry core loads valibot and the HTTP layer, but neither ky nor node:', async () => {
    expect(await packagesOf('./core.ts')).toEqual([
      '@portkeep/http',
      '@portkeep/http/client',
      'valibot',
    ]);
  });

  test('the main entry loads ky as well', async () => {
    expect(await packagesOf('./index.ts')).toEqual([
      '@portkeep/http',
      '@portkeep/http/client',
      '@portkeep/http/ky',
      'valibot',
    ]);
  });

  test('the entry node needs only the HTTP layer, not ky', async () => {
    expect(await packagesOf('./node.ts')).toEqual(['@portkeep/http/client', '@portkeep/http/node']);
  });
});

test('the main entry exports all that core exports', async () => {
  const core = Object.keys(await import('./core.ts'));
  const index = Object.keys(await import('./index.ts'));
  expect(index).toEqual(expect.arrayContaining(core));
  expect(index.filter((name) => !core.includes(name))).toEqual(['kyTransport']);
});
