import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ESBUILD = fileURLToPath(new URL('../node_modules/.bin/esbuild', import.meta.url));

/** What a module adds to a page, minified and gzipped, in kB; its imports are looked up from a folder. */
export function bundleSize(
  folder: string,
  source: string,
  options: readonly string[] = [],
): number {
  const minified = execFileSync(
    ESBUILD,
    ['--bundle', '--minify', '--format=esm', '--log-level=error', ...options],
    { input: source, cwd: folder },
  );
  return gzipSync(minified).length / 1_000;
}
