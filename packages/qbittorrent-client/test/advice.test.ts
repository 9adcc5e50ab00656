import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FailureKind, type TlsReason, TransportFailure } from '@portkeep/http';
import { expect, test } from 'vitest';
import {
  type AnyEndpoint,
  decodeReply,
  PortForward,
  type QBittorrentError,
  torrentsEndpoints,
} from '../src/core.ts';
import { version } from '../src/endpoints/app/versions.ts';
import { login } from '../src/endpoints/auth.ts';
import { info, uploadLimit } from '../src/endpoints/transfer/index.ts';
import { caught } from './caught.ts';
import { FakeClock } from './fake-clock.ts';
import { type Dialect, FakeQBittorrent, text } from './fake-qbittorrent.ts';
import { recordingClient } from './recording-client.ts';
import { connect } from './session-client.ts';

const SOURCES = fileURLToPath(new URL('../src/', import.meta.url));
const SECRET = /adminadmin|cookie-secret|proxy-secret|secret-in-the-message|not a key/;

const KINDS: Readonly<Record<Exclude<FailureKind, 'tls'>, true>> = {
  timeout: true,
  refused: true,
  unreachable: true,
  'name-not-found': true,
  closed: true,
  'not-http': true,
  'too-large': true,
  'port-blocked': true,
  'proxy-refused': true,
  other: true,
};
const TLS_REASONS: Readonly<Record<TlsReason, true>> = {
  untrusted: true,
  'wrong-name': true,
  expired: true,
  'not-yet-valid': true,
  'not-tls': true,
  'no-common-version': true,
  'client-certificate': true,
  other: true,
};
const STATUSES = [0, 302, 400, 401, 403, 404, 405, 409, 415, 418, 429, 500, 502, 503];
const BAN = 'Your IP address has been banned';

/** Every way in which a call of the client can fail. */
function* failures(): Generator<Promise<unknown>> {
  for (const kind of Object.keys(KINDS)) yield failing(kind as FailureKind);
  for (const reason of Object.keys(TLS_REASONS)) yield failing('tls', reason as TlsReason);
  const bodies = [...STATUSES.map((status) => text(status, 'SID=cookie-secret')), text(403, BAN)];
  for (const reply of bodies) yield decoding(() => decodeReply(version, reply));
  const page = text(200, '<html>adminadmin</html>');
  const rows: readonly AnyEndpoint[] = [version, info, uploadLimit, login];
  for (const row of rows) yield decoding(() => decodeReply(row, page));
  yield decoding(() => decodeReply(info, text(200, '{"connection_status":"adminadmin"}')));
  yield decoding(() => decodeReply(torrentsEndpoints.add, text(200, 'Fails.')));

  const wrongPassword = new FakeQBittorrent();
  wrongPassword.password = 'another';
  yield connect(wrongPassword).app.version();
  yield connect(new FakeQBittorrent(), { apiKey: 'not a key' }).app.version();
  yield connect(new FakeQBittorrent(), { apiKey: 'not-a-key' }).app.version();
  const losesCookies = new FakeQBittorrent();
  losesCookies.intercept = ({ url }) => (url.endsWith('login') ? text(204, '') : undefined);
  yield connect(losesCookies).app.version();
  yield recordingClient('2.0.0', () => text(200, '')).client.app.cookies();
  yield recordingClient('2.16.2', () => text(200, '')).client.search.categories();
  const { torrents, portForward } = connect(new FakeQBittorrent());
  yield torrents.removeTags({ hashes: 'all', tags: [] });
  yield torrents.stop({ hashes: ['a|b'] });
  yield torrents.addTags({ hashes: 'all', tags: ['a,b'] });

  yield portForward.apply({ port: 0 });
  yield portForward.verify({ port: 1 });
  yield listeningOnBusyPort({});
  yield listeningOnBusyPort({ interfaceName: 'wg0', address: '10.2.0.2' });
  yield announcing('4.5');
}

function failing(kind: FailureKind, tlsReason?: TlsReason): Promise<unknown> {
  const server = new FakeQBittorrent();
  server.failure = new TransportFailure(kind, { code: 'ECODE', maybeSent: true, tlsReason });
  return connect(server).app.version();
}

async function decoding(decode: () => unknown): Promise<unknown> {
  return decode();
}

function listeningOnBusyPort(binding: { interfaceName?: string; address?: string }) {
  const server = new FakeQBittorrent('4.5');
  server.busyPorts.add(5_000);
  const { session } = connect(server);
  return new PortForward(session, { clock: new FakeClock() }).apply({ port: 5_000, ...binding });
}

function announcing(dialect: Dialect): Promise<unknown> {
  return connect(new FakeQBittorrent(dialect)).portForward.announce({ port: 5_000 });
}

/** The source file that made an error, below `src/`. */
function madeIn({ stack = '' }: QBittorrentError): string {
  const [, file = ''] = /qbittorrent-client\/src\/([\w/-]+\.ts)/.exec(stack) ?? [];
  return file;
}

test('every error has advice at the end of its message, and none has a secret in it', async () => {
  const makers = new Set<string>();
  for (const failure of failures()) {
    const error = await caught(failure);
    expect(error.advice).toMatch(/^\S.{3,}[^.\s]$/);
    expect(error.message.endsWith(`; ${error.advice}`)).toBe(true);
    expect(error.message).not.toMatch(SECRET);
    expect(JSON.stringify(error)).not.toMatch(SECRET);
    makers.add(madeIn(error));
  }
  const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  const expected = sources.filter(
    (file) =>
      /(?<!test|qbittorrent-error)\.ts$/.test(file) &&
      readFileSync(`${SOURCES}${file}`, 'utf8').includes('new QBittorrentError('),
  );
  expect([...makers].sort()).toEqual(expected.sort());
});
