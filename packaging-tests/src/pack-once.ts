import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { PUBLISHED, repository } from './published.ts';

declare module 'vitest' {
  interface ProvidedContext {
    tarballs: readonly string[];
  }
}

/** Packs what is published, as `npm publish` would, before the first test. */
export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-tarballs-'));
  const packages = PUBLISHED.map((name) => `./packages/${name}`);
  const options = ['--silent', '--ignore-scripts', '--pack-destination', folder];
  execFileSync('npm', ['pack', ...options, ...packages], {
    cwd: repository,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  provide(
    'tarballs',
    readdirSync(folder).map((name) => join(folder, name)),
  );
  return () => rmSync(folder, { recursive: true });
}
