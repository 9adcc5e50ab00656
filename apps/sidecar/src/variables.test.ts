import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { variables } from './variables.ts';

const required = { NATPMP_SERVICE: 'natpmp:8080', INTERNAL_PORT: '6881' };

test('a duration that ProtonVPN does not grant causes a warning', () => {
  const warningsOf = (DURATION: string) =>
    readEnvironment(variables, { ...required, DURATION }).warnings;
  expect(warningsOf('60')).toEqual([]);
  expect(warningsOf('61')).toEqual([expect.stringMatching(/^DURATION is more than the 60 s/)]);
});

test('an internal port below 1024, which a gateway may deny, causes a warning', () => {
  const warningsOf = (INTERNAL_PORT: string) =>
    readEnvironment(variables, { ...required, INTERNAL_PORT }).warnings;
  expect(warningsOf('1024')).toEqual([]);
  expect(warningsOf('1023')).toEqual([expect.stringMatching(/^INTERNAL_PORT is below 1024/)]);
});

test('an empty token counts as no token', () => {
  const { values } = readEnvironment(variables, { ...required, API_TOKEN: '' });
  expect(values.apiToken).toBeUndefined();
});

test("docs/configuration.md describes the sidecar's variables as the code does", () => {
  const script = fileURLToPath(new URL('../../../tools/configuration-table.ts', import.meta.url));
  expect(() =>
    execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});
