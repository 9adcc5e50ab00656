import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test("docs/configuration.md describes the daemon's variables as the code does", () => {
  const script = fileURLToPath(new URL('../../../tools/configuration-table.ts', import.meta.url));
  expect(() =>
    execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});
