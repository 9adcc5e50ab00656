import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment, secretsIn, variable } from '@portkeep/app-host';
import { EarlyRenewal } from '@portkeep/port-lease';
import { FakeClock } from '@portkeep/port-lease/testing';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, onTestFinished, test } from 'vitest';
import { followTriggers } from './follow-triggers.ts';

const variables = { token: variable('API_TOKEN', { description: 'A token.', secret: true }) };

function setUp(environment: Readonly<Record<string, string>> = {}, full = false) {
  const { values } = readEnvironment(variables, environment);
  const clock = new FakeClock();
  const stop = new AbortController();
  const early = new EarlyRenewal();
  const happened: string[] = [];
  early.subscribe(() => happened.push('renew'));
  let hangUp = () => {};
  followTriggers({
    app: {
      log: recordedLog().log,
      onHangup: (callback) => {
        hangUp = callback;
      },
    },
    signal: stop.signal,
    secrets: secretsIn(values),
    allowLogins: () => {
      happened.push('log in');
      if (full) throw new Error('The disk is full');
    },
    publisher: { wake: () => happened.push('wake') },
    early,
    clock,
  });
  onTestFinished(() => stop.abort());
  return { clock, stop, happened, values, hangUp: () => hangUp() };
}

test('SIGHUP makes the app retry everything that waits at once', async () => {
  const { happened, hangUp } = setUp();
  hangUp();
  await expect.poll(() => happened).toEqual(['log in', 'renew', 'wake']);
});

test('SIGHUP makes the app retry at once even if the permission to log in cannot be saved', async () => {
  const { happened, hangUp } = setUp({}, true);
  hangUp();
  await expect.poll(() => happened).toEqual(['log in', 'renew', 'wake']);
});

test('SIGHUP after the app has ended does nothing', async () => {
  const { stop, clock, happened, hangUp } = setUp();
  stop.abort();
  hangUp();
  await clock.flush();
  expect(happened).toEqual([]);
});

test('SIGHUP reads the secrets again, so that the retries use the newest ones', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-triggers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'token');
  writeFileSync(file, 'wrong');
  const { happened, values, hangUp } = setUp({ API_TOKEN_FILE: file });
  writeFileSync(file, 'corrected');
  hangUp();
  await expect.poll(() => happened).toContain('renew');
  expect(values.token?.hasNewText()).toBe(false);
});

test('a changed secret file makes the app retry within five seconds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-triggers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'token');
  writeFileSync(file, 'wrong');
  const { clock, stop, happened, values } = setUp({ API_TOKEN_FILE: file });
  await clock.advance(20_000);
  expect(happened).toEqual([]);
  writeFileSync(file, 'corrected');
  await clock.advance(5_000);
  // Whatever else has changed, a login with the same secret was already refused.
  expect(happened).toEqual(['renew', 'wake']);
  expect(values.token?.read()).toBe('corrected');
  await clock.advance(20_000);
  expect(happened).toHaveLength(2);
  stop.abort();
  await clock.flush();
  expect(clock.sleepers).toBe(0);
});

test('without a secret no file is watched', async () => {
  const { clock } = setUp();
  await clock.flush();
  expect(clock.sleepers).toBe(0);
});
