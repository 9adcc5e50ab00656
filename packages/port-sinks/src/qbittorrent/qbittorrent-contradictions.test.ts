import { checkEnvironment } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { qbittorrentContradictions } from './qbittorrent-contradictions.ts';
import { qbittorrentVariables } from './qbittorrent-variables.ts';

const USER = { QBITTORRENT_BASIC_USER: 'doorman' };
const PASS = { QBITTORRENT_BASIC_PASS: 'open sesame' };
const KEY = { QBITTORRENT_API_KEY: 'qbt_0123' };

function found(environment: Readonly<Record<string, string>>) {
  return qbittorrentContradictions(
    checkEnvironment(qbittorrentVariables('listen'), { QBITTORRENT_HOST: 'qb', ...environment })
      .values,
  );
}

test.each([{}, KEY, { ...USER, ...PASS }, { ...USER, ...PASS, QBITTORRENT_PASS: 'x' }])(
  'variables of qBittorrent that fit together are accepted: %j',
  (environment) => expect(found(environment)).toEqual([]),
);

test.each([
  [USER, 'QBITTORRENT_BASIC_USER is set and QBITTORRENT_BASIC_PASS is not'],
  [PASS, 'QBITTORRENT_BASIC_PASS is set and QBITTORRENT_BASIC_USER is not'],
  [{ ...USER, ...PASS, ...KEY }, 'QBITTORRENT_BASIC_USER and QBITTORRENT_API_KEY exclude'],
])(
  'half of a pair, or two variables of qBittorrent that exclude each other, are named: %j',
  (environment, problem) => {
    expect(found(environment)).toEqual([expect.stringContaining(problem)]);
  },
);

test('a variable with an invalid value is not called missing', () => {
  expect(found({ ...PASS, QBITTORRENT_BASIC_USER: 'door:man' })).toEqual([]);
  expect(found({ ...USER, QBITTORRENT_BASIC_PASS_FILE: '/nowhere' })).toEqual([]);
});
