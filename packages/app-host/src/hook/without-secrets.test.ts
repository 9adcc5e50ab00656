import { expect, test } from 'vitest';
import { withoutSecrets } from './without-secrets.ts';

test('the secrets and the paths of their files are removed, everything else stays', () => {
  const secrets = ['PIA_USER', 'PIA_PASS', 'QBITTORRENT_PASS', 'QBITTORRENT_API_KEY', 'API_TOKEN'];
  const environment = Object.fromEntries(
    [...secrets, ...secrets.map((name) => `${name}_FILE`)].map((name) => [name, 'x']),
  );
  expect(
    withoutSecrets({
      ...environment,
      PATH: '/bin',
      PIA_PASSAGE: '1',
      CREDENTIALS_DIRECTORY: '/run/credentials',
    }),
  ).toEqual({
    PATH: '/bin',
    PIA_PASSAGE: '1',
  });
});
