import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const repository: string = fileURLToPath(new URL('../..', import.meta.url));

/** The folders of the packages that are tested here. */
export const PUBLISHED = ['http', 'natpmp-client', 'pia-client', 'qbittorrent-client'] as const;

/** What a program can import: every entry of every package, as JSR lists them. */
export function entries(): readonly string[] {
  return PUBLISHED.flatMap((name) => {
    const path = join(repository, 'packages', name, 'deno.json');
    const { exports }: { exports: Record<string, string> } = JSON.parse(readFileSync(path, 'utf8'));
    return Object.keys(exports).map((entry) => `@portkeep/${name}${entry.slice(1)}`);
  });
}
