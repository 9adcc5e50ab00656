import { PiaError } from '@portkeep/pia-client/core';
import { describe, expect, it } from 'vitest';
import { check } from '../../../test/doctor/fake-examination.ts';
import { listVerdict, serverList } from './server-list.ts';

describe('server list', () => {
  it('fails for a list that PIA did not sign', async () => {
    // Short ones are taken for cut off.
    const json = JSON.stringify({ regions: [], padding: 'x'.repeat(2_000) });
    const body = `${json}\n\n${btoa('x'.repeat(256))}\n`;
    const pia = async () => ({ status: 200, headers: {}, body });
    const { finding, facts } = await check(serverList, { pia }, { resolved: true });
    expect(finding).toMatchObject({
      mark: 'failed',
      headline: 'The server list is not signed by PIA',
    });
    expect(facts).toBeUndefined();
  });

  it('is only a warning when it cannot be had: no port depends on it', () => {
    const finding = listVerdict(new PiaError('PIA_TIMEOUT', 'Cannot get the list: late', 'wait'));
    expect(finding).toMatchObject({ mark: 'warned', headline: 'The server list cannot be read' });
    expect(finding.notes).toContain('next:  the port does not depend on it');
  });

  it('is skipped without a way to the internet', async () => {
    expect((await check(serverList)).finding.mark).toBe('skipped');
  });
});
