import { AdvisedError, readEnvironment } from '@portkeep/app-host';
import { explainError } from '@portkeep/app-host/doctor/findings';
import { QBittorrentError } from '@portkeep/qbittorrent-client/port-forward';
import { describe, expect, test } from 'vitest';
import type { PortKeeper, SinkReport } from '../port-keeper.ts';
import { examineQBittorrent } from './examine-qbittorrent.ts';
import { LoginHeldBackError } from './login-held-back-error.ts';
import { qbittorrentVariables } from './qbittorrent-variables.ts';
import type { QBittorrentView } from './qbittorrent-view.ts';
import { withheldLogin } from './withheld-login.ts';

const { signal } = new AbortController();
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

/** A request that must not be made. */
const neverAsked = () => Promise.reject(new Error('This must not be asked'));

const besideDaemon = (sink: SinkReport | undefined): PortKeeper => ({
  kind: 'foreign',
  sinks: sink === undefined ? {} : { qbittorrent: sink },
});

interface World {
  readonly environment?: Readonly<Record<string, string>>;
  readonly keeper?: PortKeeper;
}

async function look(client: Partial<QBittorrentView>, world: World = {}) {
  const { keeper = { kind: 'own' } } = world;
  const { values } = readEnvironment(
    qbittorrentVariables('listen'),
    world.environment ?? environment,
  );
  const known = {
    app: 'daemon',
    mode: 'listen',
    port: 47_047,
    running: keeper.kind === 'foreign',
  } as const;
  const examination = {
    ...known,
    client: { ...view, ...client },
    ...withheldLogin(keeper, values),
  };
  return { finding: await examineQBittorrent(examination, signal) };
}

describe('the examination of qBittorrent', () => {
  test('the examination of qBittorrent passes when the login succeeds and qBittorrent listens on the port', async () => {
    expect((await look({})).finding).toMatchObject({
      mark: 'passed',
      headline: 'qBittorrent v5.1.4 listens on port 47047 (connected)',
    });
  });

  test('the examination of qBittorrent sends no password when nothing answers, and gives the reason', async () => {
    const away = new AdvisedError('Cannot connect: its certificate is self-signed', 'trust it');
    const { finding } = await look({ knock: () => Promise.reject(away), version: neverAsked });
    expect(finding.headline).toBe('qBittorrent cannot be reached');
    expect(finding.notes.slice(0, 2)).toEqual([
      'cause: Cannot connect: its certificate is self-signed',
      'next:  trust it',
    ]);
  });

  test.each(['QBT_LOGIN_REJECTED', 'QBT_BANNED', 'QBT_FORBIDDEN', 'QBT_HOST_OR_ORIGIN_REJECTED'])(
    'the examination of qBittorrent has the headline that users search for after %s',
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

  const refusedBasic = { problem: 'Not accepted', reason: 'basic-refused' } as const;
  const refusedKey = { reason: 'api-key-refused' } as const;

  test.each([
    ['the proxy', new LoginHeldBackError('QBT_LOGIN_REJECTED', null, refusedBasic)],
    ['the API key', new QBittorrentError('QBT_LOGIN_REJECTED', 'No', 'copy it', refusedKey)],
  ])(
    'the examination of qBittorrent does not mention the password of qBittorrent when %s is at fault',
    async (_, error) => {
      const { finding } = await look({ version: () => Promise.reject(error) });
      const { cause, next } = explainError(error);
      expect(finding.notes).toEqual([`cause: ${cause}`, `next:  ${next}`]);
    },
  );

  test.each([
    ['mentions the password', 'QBITTORRENT_PASS', 'QBT_LOGIN_REJECTED', true],
    ['does not mention the password', 'QBITTORRENT_API_KEY', 'QBT_LOGIN_REJECTED', false],
    ['does not mention the password', 'QBITTORRENT_BASIC_PASS', 'QBT_LOGIN_REJECTED', false],
    ['mentions the password', 'QBITTORRENT_BASIC_PASS', 'QBT_BANNED', true],
  ])('%s where the daemon, configured with %s, reports %s', async (_, name, code, expected) => {
    const keeper = besideDaemon({ in_sync: false, code, message: 'Cannot log in' });
    const credentials = { ...environment, [name]: `qbt_${'a'.repeat(28)}` };
    const { finding } = await look({ version: neverAsked }, { keeper, environment: credentials });
    expect(finding.notes.join().includes('check QBITTORRENT_USER')).toBe(expected);
  });

  test.each([
    ['QBT_LOGIN_REJECTED', true],
    ['QBT_BANNED', true],
    ['QBT_FORBIDDEN', false],
    ['QBT_HOST_OR_ORIGIN_REJECTED', false],
  ])('the examination of qBittorrent suspects the password with %s: %s', async (code, expected) => {
    const { finding } = await look({ version: () => Promise.reject(rejection(code)) });
    expect(finding.notes.join().includes('QBITTORRENT_PASS')).toBe(expected);
  });

  test('the examination of qBittorrent does not attribute another error to the password', async () => {
    const preferences = () => Promise.reject(rejection('QBT_SERVER_ERROR'));
    expect((await look({ preferences })).finding.headline).toBe('qBittorrent cannot be asked');
  });

  const credentials = { ...environment, QBITTORRENT_PASS: 'adminadmin' };

  test('the examination of qBittorrent does not log in when the running daemon was refused, because that would lead to a ban', async () => {
    const message = 'Cannot log in: the daemon was refused; correct it';
    const keeper = besideDaemon({ in_sync: false, code: 'QBT_LOGIN_REJECTED', message });
    const { finding } = await look({ version: neverAsked }, { keeper, environment: credentials });
    expect(finding.headline).toBe('qBittorrent authentication failed');
    expect(finding.notes[0]).toContain('the daemon was refused');
  });

  test('the examination of qBittorrent does not log in while the running daemon has not logged in yet', async () => {
    for (const sink of [undefined, { in_sync: false, code: null, message: null }]) {
      const world = { keeper: besideDaemon(sink), environment: credentials };
      const { finding } = await look({ version: neverAsked }, world);
      expect(finding).toMatchObject({ mark: 'skipped' });
    }
  });

  test.each([
    { in_sync: true, code: null, message: null },
    { in_sync: false, code: 'QBT_NOT_LISTENING', message: 'it does not listen' },
  ])(
    'the examination of qBittorrent logs in when the running daemon was able to: %o',
    async (sink) => {
      const world = { keeper: besideDaemon(sink), environment: credentials };
      expect((await look({}, world)).finding.mark).toBe('passed');
    },
  );

  test('the examination of qBittorrent checks a qBittorrent that needs no login, whatever the daemon reports', async () => {
    expect((await look({}, { keeper: besideDaemon(undefined) })).finding.mark).toBe('passed');
  });

  test('the examination of qBittorrent does not log in when a refusal could not be recorded', async () => {
    const keeper = { kind: 'unusable' } as const;
    const { finding } = await look({ version: neverAsked }, { keeper, environment: credentials });
    expect(finding).toMatchObject({ mark: 'skipped' });
    expect(finding.headline).toContain('could not be saved');
  });
});
