import { checkEnvironment } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { qbittorrentVariables } from './qbittorrent-variables.ts';

const check = (QBITTORRENT_HOST: string) =>
  checkEnvironment(qbittorrentVariables('listen'), { QBITTORRENT_HOST });

test.each([
  ['nas', 'http://nas:8080/'],
  ['nas:9090', 'http://nas:9090/'],
  ['nas:80', 'http://nas/'],
  ['nas:80/qb', 'http://nas/qb'],
  ['nas/qb', 'http://nas:8080/qb'],
  ['nas/a:80', 'http://nas:8080/a:80'],
  ['http://nas', 'http://nas/'],
  ['HTTP://nas:9090', 'http://nas:9090/'],
  ['https://nas', 'https://nas/'],
  ['https://nas.example/qb/', 'https://nas.example/qb/'],
])('QBITTORRENT_HOST=%s is the Web UI at %s', (text, href) => {
  expect(check(text)).toMatchObject({ problems: [], values: { qbittorrentHost: { href } } });
});

test.each([
  'http://admin@nas',
  'http://:sesame@nas',
  'admin:sesame@nas',
  ':sesame@nas:8080',
  'ftp://nas',
  'http://',
  'nas:99999',
  'nas?port=1',
  'nas#top',
  'my nas',
])('QBITTORRENT_HOST=%s is refused without being quoted', (text) => {
  const { problems } = check(text);
  expect(problems).toEqual([expect.stringMatching(/^QBITTORRENT_HOST must be a URL or host/)]);
  expect(problems.join()).not.toContain('sesame');
});
