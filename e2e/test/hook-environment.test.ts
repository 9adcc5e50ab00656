import type { Variable } from '@portkeep/app-host';
import { describe, expect, test } from 'vitest';
import { variables as daemon } from '../../apps/daemon/src/variables.ts';
import { variables as sidecar } from '../../apps/sidecar/src/variables.ts';
import { withoutSecrets } from '../../packages/app-host/src/environment/without-secrets.ts';

describe.each(Object.entries({ daemon, sidecar }))('the hook of the %s', (_app, variables) => {
  const all: readonly Variable<unknown>[] = Object.values(variables);
  const names = all.map(({ name }) => name);
  const left = (environment: readonly string[]) =>
    Object.keys(
      withoutSecrets(variables, Object.fromEntries(environment.map((name) => [name, 'x']))),
    );

  test('the hook gets every variable except the secrets and the paths of their files', () => {
    const secrets = all.filter(({ secret }) => secret).map(({ name }) => name);
    expect(secrets).toContain('QBITTORRENT_PASS');
    const files = secrets.map((name) => `${name}_FILE`);
    expect(left([...names, ...files])).toEqual(names.filter((name) => !secrets.includes(name)));
  });

  test('the hook gets no secret that is set under a misspelt name', () => {
    expect(left(['QBITTORRENT_PASSWORD', 'qbittorrent_pass', 'QBITTORRENT_PAS'])).toEqual([]);
  });
});
