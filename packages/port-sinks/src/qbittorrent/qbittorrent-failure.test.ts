import type { TlsReason } from '@portkeep/http';
import { systemClock } from '@portkeep/port-lease';
import { QBittorrentError } from '@portkeep/qbittorrent-client/port-forward';
import { expect, test } from 'vitest';
import { CountedLogins } from './counted-logins.ts';
import { explainFailure } from './qbittorrent-failure.ts';

const logins = new CountedLogins({ host: 'nas:8080', user: 'admin', clock: systemClock });
const failure = (tlsReason: TlsReason | undefined) =>
  new QBittorrentError('QBT_UNREACHABLE', 'Cannot reach it', 'do this', { tlsReason });

test('the advice for a certificate that is not trusted names the variable of the app', () => {
  expect(explainFailure(failure('untrusted'), logins)).toMatchObject({
    code: 'QBT_UNREACHABLE',
    message: expect.stringMatching(/^Cannot reach it; .*QBITTORRENT_CA_FILE/),
    tlsReason: 'untrusted',
  });
});

test('the advice for a qBittorrent that cannot announce names the variable of the mode', () => {
  const error = new QBittorrentError('QBT_UNSUPPORTED', 'Cannot set it', 'do this', {
    reason: 'no-announced-port',
  });
  expect(explainFailure(error, logins)).toMatchObject({
    code: 'QBT_UNSUPPORTED',
    advice: expect.stringMatching(/5\.1.*QBITTORRENT_PORT_MODE/),
  });
});

test('the advice where a login is needed names the variables of the app', () => {
  const details = { status: 403, reason: 'login-needed' } as const;
  const error = new QBittorrentError('QBT_FORBIDDEN', 'Cannot read it', 'do this', details);
  expect(explainFailure(error, logins)).toMatchObject({
    code: 'QBT_FORBIDDEN',
    reason: 'login-needed',
    advice: expect.stringContaining('QBITTORRENT_USER and QBITTORRENT_PASS'),
  });
});

test.each(['wrong-name', 'expired', 'not-tls', 'other', undefined] as const)(
  'a TLS failure with the reason %s keeps the advice of the client',
  (reason) => {
    const error = failure(reason);
    expect(explainFailure(error, logins)).toBe(error);
  },
);
