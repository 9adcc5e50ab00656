import { StateKeeper } from '@portkeep/pia-lease';
import { describe, expect, test } from 'vitest';
import { DaemonStore } from '../../../../../test/daemon-store.ts';
import { CLAIM, check, GATEWAY, owned } from '../../../../../test/doctor/fake-examination.ts';
import type { DaemonStatus } from '../../../../doctor/daemon-status.ts';
import { bind, statusFinding } from './bind.ts';

const ready = { gateway: GATEWAY, claim: CLAIM };
const held: DaemonStatus = {
  state: 'held',
  port: 47_047,
  expires_at: '2026-06-01T12:15:00Z',
  last_error: null,
  sinks: {},
};

function foreign(status: DaemonStatus | undefined, stranger?: string) {
  const { state, tokens, claims } = owned(new StateKeeper(new DaemonStore()));
  return { kind: 'foreign', state, tokens, claims, status, stranger } as const;
}

describe('the bind step', () => {
  test('the bind step binds the claim, and repeats nothing that the gateway answers', async () => {
    const body = `{"status":"OK","message":"got ${CLAIM.payload}"}`;
    const pia = async () => ({ status: 200, headers: {}, body });
    const { finding } = await check(bind, { pia }, ready);
    expect(finding.headline).toBe('Port forward: port 47047 is bound for 15 minutes');
  });

  test('the bind step shows neither payload nor signature when it fails', async () => {
    const body = '{"status":"","message":"bad signature"}';
    const pia = async () => ({ status: 401, headers: {}, body });
    const { finding } = await check(bind, { pia }, ready);
    expect(finding).toMatchObject({ mark: 'failed', headline: 'Port forward request failed' });
    expect(JSON.stringify(finding)).not.toContain('planted');
  });

  test('the bind step is skipped without a gateway or a claim', async () => {
    for (const facts of [{ claim: CLAIM }, { gateway: GATEWAY }]) {
      expect((await check(bind, {}, facts)).finding.mark).toBe('skipped');
    }
  });

  test('the bind step trusts the report of a running daemon, and does not bind', async () => {
    const { finding, facts } = await check(bind, { ownership: foreign(held) }, ready);
    expect(finding).toMatchObject({ mark: 'passed' });
    expect(facts).toEqual({ port: 47_047 });
  });

  test('doctor says so when it cannot ask the running daemon for its port', async () => {
    const ownership = foreign(undefined);
    const silent = await check(bind, { ownership }, ready);
    expect(silent.finding.headline).toContain('nothing answers at HTTP_LISTEN');
    const off = await check(bind, { ownership, environment: { HTTP_LISTEN: 'off' } }, ready);
    expect(off.finding.headline).toContain('HTTP_LISTEN is off');
  });

  test('the bind step names the program that answers instead of the daemon, and learns no port from it', async () => {
    const ownership = foreign(undefined, 'the portkeep-daemon of another container');
    const { finding, facts } = await check(bind, { ownership }, ready);
    expect(finding.mark).toBe('skipped');
    expect(finding.headline).toContain('the portkeep-daemon of another container answers at');
    expect(facts).toBeUndefined();
  });
});

describe('statusFinding', () => {
  const late = { in_sync: false, code: 'QBT_TIMEOUT', message: 'no answer' };

  test.each<[string, Partial<DaemonStatus>, string]>([
    ['held', {}, 'passed'],
    ['held with a late sink', { sinks: { qbittorrent: late } }, 'warned'],
    ['degraded', { state: 'degraded', last_error: 'PIA_TIMEOUT' }, 'warned'],
    ['lost', { state: 'lost', last_error: 'PIA_TIMEOUT' }, 'failed'],
    ['starting', { state: 'starting', port: null }, 'warned'],
    ['failing to start', { state: 'starting', port: null, last_error: 'no tunnel' }, 'failed'],
  ])('statusFinding reports a lease that is %s', (_, change, mark) => {
    const finding = statusFinding({ ...held, ...change });
    expect(finding.mark).toBe(mark);
    if (change.last_error) expect(finding.notes.join()).toContain(change.last_error);
  });
});
