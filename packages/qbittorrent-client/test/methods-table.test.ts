import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('README.md lists the methods that there are', () => {
  const script = fileURLToPath(
    new URL('../../../tools/qbittorrent-methods-table.ts', import.meta.url),
  );
  expect(() =>
    execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});
