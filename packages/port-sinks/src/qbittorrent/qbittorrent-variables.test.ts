import { checkEnvironment } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { qbittorrentVariables } from './qbittorrent-variables.ts';

test('an address with credentials is refused with the variables to use instead, and is not quoted', () => {
  const { problems } = checkEnvironment(qbittorrentVariables('listen'), {
    QBITTORRENT_HOST: 'https://doorman:open-sesame@nas.example/qb',
  });
  expect(problems).toEqual([
    expect.stringMatching(/^QBITTORRENT_HOST must be .* without a user name/),
  ]);
  expect(problems.join()).toContain('QBITTORRENT_BASIC_USER');
  expect(problems.join()).not.toContain('sesame');
});

test.each([
  ['[10.0.0.5]', 'http://10.0.0.5:8080/'],
  ['[10.0.0.5]:9090', 'http://10.0.0.5:9090/'],
  ['[fd00::1]:9090', 'http://[fd00::1]:9090/'],
])(
  'the Web UI address %s is read as %s, so that one template fits both kinds of address',
  (text, href) => {
    const { values } = checkEnvironment(qbittorrentVariables('listen'), { QBITTORRENT_HOST: text });
    expect(values?.qbittorrentHost?.href).toBe(href);
  },
);

test('an IPv6 address of the Web UI without brackets is refused with the advice to set them', () => {
  const { problems } = checkEnvironment(qbittorrentVariables('listen'), {
    QBITTORRENT_HOST: 'fd00::1:8080',
  });
  expect(problems.join()).toContain('an IPv6 address in brackets');
});
