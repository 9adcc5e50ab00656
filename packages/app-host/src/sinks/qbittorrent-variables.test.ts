import { expect, test } from 'vitest';
import { checkEnvironment } from '../environment/read-environment.ts';
import { qbittorrentVariables } from './qbittorrent-variables.ts';

test('an address with credentials in it is refused with where they go, and is not quoted', () => {
  const { problems } = checkEnvironment(qbittorrentVariables('listen'), {
    QBITTORRENT_HOST: 'https://doorman:open-sesame@nas.example/qb',
  });
  expect(problems).toEqual([
    expect.stringMatching(/^QBITTORRENT_HOST must be .* without a user name/),
  ]);
  expect(problems.join()).toContain('QBITTORRENT_BASIC_USER');
  expect(problems.join()).not.toContain('sesame');
});
