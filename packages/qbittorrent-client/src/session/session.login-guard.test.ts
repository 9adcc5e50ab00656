import { TransportFailure } from '@portkeep/http';
import { expect, test } from 'vitest';
import { networkFailure } from '../../test/caught.ts';
import { FakeClock } from '../../test/fake-clock.ts';
import { FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { ADMIN } from '../../test/session-client.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';
import type { QBittorrentAuth } from './login-credentials.ts';
import type { LoginGuard } from './login-guard.ts';

function guarded(server: FakeQBittorrent, auth: QBittorrentAuth = ADMIN) {
  const told: string[] = [];
  const note = (word: string) => () => void told.push(word);
  const guard: LoginGuard = {
    admit: note('admit'),
    accepted: note('accepted'),
    rejected: note('rejected'),
    unanswered: note('unanswered'),
    unjudged: note('unjudged'),
    banned: note('banned'),
    stopped: note('stopped'),
    allow: note('allow'),
  };
  const { transport } = server;
  const clock = new FakeClock();
  const client = new QBittorrentClient({
    baseUrl: 'http://host:8080',
    auth,
    transport,
    clock,
    loginGuard: guard,
  });
  const call = () => client.app.version().then(() => 'in', String);
  return { told, guard, client, call };
}

test('a guard learns that a login was accepted, and nothing about the calls after it', async () => {
  const { told, call } = guarded(new FakeQBittorrent());
  await call();
  await call();
  expect(told).toEqual(['admit', 'accepted']);
});

test('a guard decides about repeated logins instead of the session', async () => {
  const { told, call } = guarded(new FakeQBittorrent(), { ...ADMIN, password: 'wrong' });
  await call();
  await call();
  expect(told).toEqual(['admit', 'rejected', 'admit', 'rejected']);
});

test('when a guard refuses, no credentials are sent and the call fails with its error', async () => {
  const server = new FakeQBittorrent();
  const { guard, call } = guarded(server);
  guard.admit = () => Promise.reject(new Error('not now'));
  expect(await call()).toBe('Error: not now');
  expect(server.requests).toEqual([]);
});

test.each([
  ['no answer in time', networkFailure('ETIMEDOUT'), ['admit', 'unanswered']],
  ['a cut connection', networkFailure('ECONNRESET'), ['admit', 'unanswered']],
  ['a refused connection', networkFailure('ECONNREFUSED'), ['admit', 'stopped', 'unjudged']],
  [
    'no route',
    new TransportFailure('unreachable', { code: 'EHOSTUNREACH', maybeSent: false }),
    ['admit', 'unjudged'],
  ],
])('a guard learns of a login with %s', async (_what, failure, expected) => {
  const server = new FakeQBittorrent();
  server.failure = failure;
  const { told, call } = guarded(server);
  await call();
  expect(told).toEqual(expected);
});

test.each([
  [502, 'Bad Gateway', ['admit', 'stopped', 'unjudged']],
  [503, 'Service Unavailable', ['admit', 'stopped', 'unjudged']],
  [504, 'Gateway Timeout', ['admit', 'unanswered']],
  [429, 'Too Many Requests', ['admit', 'unjudged']],
  [302, '', ['admit', 'unjudged']],
  [200, '<html>Please log in</html>', ['admit', 'unjudged']],
  [403, 'Your IP address has been banned', ['admit', 'banned', 'unjudged']],
  [401, 'Unauthorized', ['admit', 'unjudged']],
])('a guard learns of a login that is answered with %i %s', async (status, body, expected) => {
  const server = new FakeQBittorrent();
  server.intercept = () => text(status, body);
  const { told, call } = guarded(server);
  await call();
  expect(told).toEqual(expected);
});

test('a guard is not asked about an API key: no number of wrong ones leads to a ban', async () => {
  const server = new FakeQBittorrent();
  server.apiKey = 'qbt_key';
  const { told, call } = guarded(server, { apiKey: 'qbt_key' });
  await call();
  server.apiKey = 'qbt_new';
  await call();
  expect(told).toEqual([]);
  expect(server.requests).toHaveLength(2);
});

test('a guard learns that a person allows another try', () => {
  const { told, client } = guarded(new FakeQBittorrent());
  client.session.allowLogin();
  expect(told).toEqual(['allow']);
});

test('a guard learns why a login through a proxy was refused for good, and of changed Basic secrets', async () => {
  const refusals: unknown[] = [];
  const admitted = new Set<string>();
  const server = new FakeQBittorrent();
  const { guard } = guarded(server);
  guard.admit = (credentials) => void admitted.add(credentials);
  guard.rejected = (_, refusal) => void refusals.push(refusal?.status);
  let password = 'one';
  const client = new QBittorrentClient({
    baseUrl: 'http://host:8080',
    auth: ADMIN,
    basic: { username: 'doorman', password: () => password },
    transport: server.transport,
    loginGuard: guard,
  });
  server.intercept = () => text(401, 'Unauthorized');
  const call = () => client.app.version().then(() => 'in', String);
  await call();
  await call();
  password = 'two';
  await call();
  expect(refusals).toEqual([401, 401, 401]);
  expect(admitted.size).toBe(2);
  expect(server.requests).toHaveLength(2);
});
