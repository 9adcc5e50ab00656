import { AdvisedError } from '@portkeep/app-host';
import { StateKeeper } from '@portkeep/pia-lease';
import type { QBittorrentView } from '@portkeep/port-sinks/doctor';
import { describe, expect, it } from 'vitest';
import { DaemonStore } from '../../../test/daemon-store.ts';
import { check, neverAsked, owned } from '../../../test/doctor/fake-examination.ts';
import type { DaemonStatus, SinkReport } from '../daemon-status.ts';
import { qbittorrent } from './qbittorrent.ts';

const environment = { QBITTORRENT_HOST: 'localhost:8080' };
const view: QBittorrentView = {
  knock: async () => undefined,
  version: async () => 'v5.1.4',
  preferences: async () => ({
    listen_port: 47_047,
    current_network_interface: '',
    current_interface_address: '',
  }),
  transferInfo: async () => ({ connection_status: 'connected' }),
};
const rejection = (code: string) =>
  Object.assign(new AdvisedError('Cannot log in: wrong', 'correct it'), { code });

const look = (client: Partial<QBittorrentView>, world = {}) =>
  check(
    qbittorrent,
    {
      environment,
      surroundings: { openQBittorrent: async () => ({ ...view, ...client }) },
      ...world,
    },
    { port: 47_047 },
  );

describe('qBittorrent', () => {
  it('passes when it lets us in and listens on the port', async () => {
    expect((await look({})).finding).toMatchObject({
      mark: 'passed',
      headline: 'qBittorrent v5.1.4 listens on port 47047 (connected)',
    });
  });

  it('is skipped when it is not configured', async () => {
    expect((await check(qbittorrent)).finding.mark).toBe('skipped');
  });

  it('sends no password where nothing answers, and says why nothing does', async () => {
    const away = new AdvisedError('Cannot connect: its certificate is self-signed', 'trust it');
    const { finding } = await look({ knock: () => Promise.reject(away), version: neverAsked });
    expect(finding.headline).toBe('qBittorrent cannot be reached');
    expect(finding.notes.slice(0, 2)).toEqual([
      'cause: Cannot connect: its certificate is self-signed',
      'next:  trust it',
    ]);
  });

  it.each(['QBT_LOGIN_REJECTED', 'QBT_BANNED', 'QBT_FORBIDDEN', 'QBT_HOST_OR_ORIGIN_REJECTED'])(
    'has the headline people search for at %s',
    async (code) => {
      const { finding } = await look({ version: () => Promise.reject(rejection(code)) });
      expect(finding).toMatchObject({
        mark: 'failed',
        headline: 'qBittorrent authentication failed',
      });
      expect(finding.notes.slice(0, 2)).toEqual([
        'cause: Cannot log in: wrong',
        'next:  correct it',
      ]);
    },
  );

  it.each([
    ['correct QBITTORRENT_BASIC_USER and QBITTORRENT_BASIC_PASS', 'the proxy does not accept it'],
    ['copy the key again', 'it refuses the API key'],
  ])(
    'says nothing of the password of qBittorrent where that is not at fault: %s',
    async (next, cause) => {
      const error = Object.assign(new AdvisedError(cause, next), { code: 'QBT_LOGIN_REJECTED' });
      const { finding } = await look({ version: () => Promise.reject(error) });
      expect(finding.notes).toEqual([`cause: ${cause}`, `next:  ${next}`]);
    },
  );

  it.each([
    ['QBT_LOGIN_REJECTED', true],
    ['QBT_BANNED', true],
    ['QBT_FORBIDDEN', false],
    ['QBT_HOST_OR_ORIGIN_REJECTED', false],
  ])('doubts the password at %s: %s', async (code, expected) => {
    const { finding } = await look({ version: () => Promise.reject(rejection(code)) });
    expect(finding.notes.join().includes('QBITTORRENT_PASS')).toBe(expected);
  });

  it('does not call another error a matter of the password', async () => {
    const preferences = () => Promise.reject(rejection('QBT_SERVER_ERROR'));
    expect((await look({ preferences })).finding.headline).toBe('qBittorrent cannot be asked');
  });

  const credentials = { ...environment, QBITTORRENT_PASS: 'adminadmin' };

  function besideDaemon(sink: SinkReport | undefined) {
    const status: DaemonStatus = {
      state: 'degraded',
      port: 47_047,
      expires_at: null,
      last_error: null,
      sinks: sink === undefined ? {} : { qbittorrent: sink },
    };
    const { state, tokens, claims } = owned(new StateKeeper(new DaemonStore()));
    return { kind: 'foreign', state, tokens, claims, status } as const;
  }

  it('does not log in where the running daemon was refused, as that would lead to a ban', async () => {
    const message = 'Cannot log in: the daemon was refused; correct it';
    const ownership = besideDaemon({ in_sync: false, code: 'QBT_LOGIN_REJECTED', message });
    const { finding } = await look(
      { version: neverAsked },
      { ownership, environment: credentials },
    );
    expect(finding.headline).toBe('qBittorrent authentication failed');
    expect(finding.notes[0]).toContain('the daemon was refused');
  });

  it('doctor does not log in to qBittorrent while the running daemon has not logged in yet', async () => {
    for (const sink of [undefined, { in_sync: false, code: null, message: null }]) {
      const world = { ownership: besideDaemon(sink), environment: credentials };
      const { finding } = await look({ version: neverAsked }, world);
      expect(finding).toMatchObject({ mark: 'skipped' });
    }
  });

  it.each([
    { in_sync: true, code: null, message: null },
    { in_sync: false, code: 'QBT_NOT_LISTENING', message: 'it does not listen' },
  ])('logs in beside a daemon that was let in: %o', async (sink) => {
    const world = { ownership: besideDaemon(sink), environment: credentials };
    expect((await look({}, world)).finding.mark).toBe('passed');
  });

  it('examines a qBittorrent that needs no login, whatever the daemon says', async () => {
    expect((await look({}, { ownership: besideDaemon(undefined) })).finding.mark).toBe('passed');
  });

  it('does not log in where a refusal could not be recorded', async () => {
    const ownership = { kind: 'unusable', error: new Error('read-only') } as const;
    const { finding } = await look(
      { version: neverAsked },
      { ownership, environment: credentials },
    );
    expect(finding).toMatchObject({ mark: 'skipped' });
    expect(finding.headline).toContain('could not be noted');
  });
});
