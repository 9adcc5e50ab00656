import { PiaError } from '@portkeep/pia-client/core';
import { describe, expect, test } from 'vitest';
import { check } from '../../../../../test/doctor/fake-examination.ts';
import { listFinding, serverList } from './server-list.ts';

describe('the server list step', () => {
  test('the server list step fails for a list that PIA did not sign', async () => {
    // Short ones are treated as cut off.
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

  test('the server list step only warns when the list is not available, because no port depends on it', () => {
    const finding = listFinding(new PiaError('PIA_TIMEOUT', 'Cannot get the list: late', 'wait'));
    expect(finding).toMatchObject({ mark: 'warned', headline: 'The server list cannot be read' });
    expect(finding.notes).toContain('next:  the port does not depend on it');
  });

  test('the server list step is skipped without a way to the internet', async () => {
    expect((await check(serverList)).finding.mark).toBe('skipped');
  });
});
