import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '@portkeep/app-host';
import { EarlyRenewal } from '@portkeep/port-lease';
import { FakeClock } from '@portkeep/port-lease/testing';
import { expect, onTestFinished, test } from 'vitest';
import { recordedLog } from '../test/recorded-log.ts';
import { followTriggers } from './follow-triggers.ts';
import { variables } from './variables.ts';

function setUp(environment: Readonly<Record<string, string>> = {}) {
  const required = { NATPMP_SERVICE: 'natpmp:8080', INTERNAL_PORT: '6881' };
  const { values } = readEnvironment(variables, { ...required, ...environment });
  const clock = new FakeClock();
  const stop = new AbortController();
  const early = new EarlyRenewal();
  const happened: string[] = [];
  early.subscribe(() => happened.push('renew'));
  let hangUp = () => {};
  followTriggers({
    app: {
      values,
      log: recordedLog().log,
      signal: stop.signal,
      onHangup: (callback) => {
        hangUp = callback;
      },
    },
    sinks: { allowLogins: () => happened.push('log in') },
    publisher: { wake: () => happened.push('wake') },
    early,
    clock,
  });
  onTestFinished(() => stop.abort());
  return { clock, stop, happened, values, hangUp: () => hangUp() };
}

test('SIGHUP has whatever waits tried at once', () => {
  const { happened, hangUp } = setUp();
  hangUp();
  expect(happened).toEqual(['log in', 'renew', 'wake']);
});

test('so does a token whose file was changed, within five seconds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-sidecar-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'token');
  writeFileSync(file, 'wrong');
  const { clock, stop, happened, values } = setUp({ API_TOKEN_FILE: file });
  await clock.advance(20_000);
  expect(happened).toEqual([]);
  writeFileSync(file, 'corrected');
  await clock.advance(5_000);
  // A login with the same secret was refused before, whatever else has changed.
  expect(happened).toEqual(['renew', 'wake']);
  expect(values.apiToken?.read()).toBe('corrected');
  await clock.advance(20_000);
  expect(happened).toHaveLength(2);
  stop.abort();
  await clock.flush();
  expect(clock.sleepers).toBe(0);
});

test('without a secret nothing is watched', async () => {
  const { clock } = setUp();
  await clock.flush();
  expect(clock.sleepers).toBe(0);
});
