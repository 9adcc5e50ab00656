import type { HttpReply, Transport } from '@portkeep/pia-client/core';
import { PiaError } from '@portkeep/pia-client/core';
import { StateKeeper } from '@portkeep/pia-lease';
import { describe, expect, test } from 'vitest';
import { DaemonStore } from '../../../../../test/daemon-store.ts';
import { check, fakeExamination, owned } from '../../../../../test/doctor/fake-examination.ts';
import { ConnectionError } from '../connection-error.ts';
import { login, loginFinding } from './login.ts';

const TOKEN = 'planted-token';
const resolved = { resolved: true } as const;

/** An account service that counts the logins. */
function service(reply: Partial<HttpReply>) {
  const logins: string[] = [];
  const pia: Transport = async ({ url }) => {
    logins.push(url);
    return { status: 200, headers: {}, body: JSON.stringify({ token: TOKEN }), ...reply };
  };
  return { pia, logins };
}

describe('the login step', () => {
  test('the login step logs in once and saves the token for the daemon', async () => {
    const { pia, logins } = service({});
    const state = new StateKeeper(new DaemonStore());
    const first = await check(login, { state, pia }, resolved);
    expect(first.finding).toMatchObject({ mark: 'passed' });
    expect(first.facts).toEqual({ tokenAtHand: true });
    expect(state.current.token).toBeDefined();
    const second = await check(login, { state, pia }, resolved);
    expect(second.finding.headline).toContain('not needed');
    expect(logins).toHaveLength(1);
  });

  test('the login step reports a refused login with its waiting time, and does not repeat it', async () => {
    const { pia, logins } = service({ status: 401, body: '{}' });
    const state = new StateKeeper(new DaemonStore());
    const { finding } = await check(login, { state, pia }, resolved);
    expect(finding).toMatchObject({ mark: 'failed', headline: 'PIA refuses the login' });
    expect(finding.notes.join()).toContain('the next login is tried in 15 min');
    const again = await check(login, { state, pia }, resolved);
    expect(again.finding.headline).toBe('PIA refuses the login');
    expect(again.finding.notes.join()).toContain('before 2026-06-01T12:15:00Z');
    expect(logins).toHaveLength(1);
  });

  test('the login step sends no login when the service cannot be reached', async () => {
    const { pia, logins } = service({});
    const reachHost = () => Promise.reject(new ConnectionError('pia.example', 'ETIMEDOUT', 'tls'));
    const { finding } = await check(login, { pia, surroundings: { reachHost } }, resolved);
    expect(finding.headline).toBe('Cannot reach the internet');
    expect(logins).toEqual([]);
  });

  test('the login step leaves the login to a running daemon', async () => {
    const { pia, logins } = service({});
    const { state, tokens, claims } = owned(new StateKeeper(new DaemonStore()), pia);
    const ownership = { kind: 'foreign', state, tokens, claims, status: undefined } as const;
    const { finding, facts } = await check(login, { ownership }, resolved);
    expect(finding).toMatchObject({ mark: 'passed' });
    expect(facts).toBeUndefined();
    expect(logins).toEqual([]);
  });

  test('the login step does not log in when the token could not be saved', async () => {
    const { pia, logins } = service({});
    const ownership = { kind: 'unusable', error: new Error('no') } as const;
    const { finding } = await check(login, { ownership, pia }, resolved);
    expect(finding.mark).toBe('warned');
    const store = new DaemonStore();
    store.writable = false;
    const unkept = await check(login, { state: new StateKeeper(store), pia }, resolved);
    expect(unkept.finding.mark).toBe('failed');
    expect(logins).toEqual([]);
  });

  test('the login step is skipped without an address, and rejects when doctor is stopped', async () => {
    expect((await check(login)).finding.mark).toBe('skipped');
    const reason = new Error('Stopped');
    const stop = new AbortController();
    const pia: Transport = () => {
      stop.abort(reason);
      return Promise.reject(reason);
    };
    const examination = fakeExamination({ pia });
    const input = { examination, facts: resolved, signal: stop.signal };
    await expect(login.check(input)).rejects.toBe(reason);
  });
});

describe('loginFinding', () => {
  test.each([
    [true, 'the next login is tried in 5 min'],
    [false, ''],
  ])('for a failed login that may have been sent (%s) ends with "%s"', (maybeSent, wait) => {
    const error = new PiaError('PIA_TIMEOUT', 'Cannot get a token', 'do this', { maybeSent });
    const { notes } = loginFinding(error, 300_000);
    expect(notes.slice(2).join()).toContain(wait);
    expect(notes).toHaveLength(maybeSent ? 3 : 2);
  });

  test.each([
    ['PIA_CREDENTIALS_REJECTED', 'PIA refuses the login', 'the old one fails everywhere'],
    ['PIA_SUBSCRIPTION_EXPIRED', 'PIA refuses the login', 'tried in 1 min'],
    ['PIA_RATE_LIMITED', 'PIA refuses the login', 'no other program logs in'],
    ['PIA_BLOCKED', 'PIA refuses the login', 'tried in 1 min'],
    ['PIA_TIMEOUT', 'Cannot reach the internet', 'do this'],
    ['PIA_UNREACHABLE', 'Cannot reach the internet', 'do this'],
    ['PIA_SERVER_ERROR', 'PIA login failed', 'do this'],
    ['PIA_UNEXPECTED_RESPONSE', 'PIA login failed', 'do this'],
  ] as const)('for %s says: %s', (code, headline, advice) => {
    const finding = loginFinding(new PiaError(code, 'Cannot get a token: why', 'do this'), 60_000);
    expect(finding.headline).toBe(headline);
    expect(finding.notes.join()).toContain(advice);
  });
});
