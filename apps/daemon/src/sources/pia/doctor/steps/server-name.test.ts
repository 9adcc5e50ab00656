import type { Region, ServerList } from '@portkeep/pia-client/core';
import { describe, expect, test } from 'vitest';
import { check, GATEWAY } from '../../../../../test/doctor/fake-examination.ts';
import { nameFinding, serverName } from './server-name.ts';

function region(id: string, portForward: boolean, hostname: string): Region {
  const servers = { wg: [{ hostname, address: '192.0.2.1' }] };
  const traits = { country: 'X', dns: 'x', geo: false, offline: false, autoRegion: true };
  return { id, name: id.toUpperCase(), portForward, servers, ...traits };
}

function listWith(...regions: Region[]): readonly ServerList[] {
  return [{ regions, ports: {}, dropped: [], url: 'https://example.org/' }];
}

const elsewhere = region('sweden', true, 'stockholm401');

describe('nameFinding', () => {
  test('nameFinding passes a server of a region with port forwarding', () => {
    const lists = listWith(region('nl', true, 'AMSTERDAM447'));
    const finding = nameFinding(GATEWAY, lists, true);
    expect(finding.mark).toBe('passed');
    expect(finding.headline).toContain('region NL (nl) has port forwarding');
  });

  test('nameFinding warns about a region without port forwarding, and names some that have it', () => {
    const lists = listWith(region('us', false, 'amsterdam447'), elsewhere);
    const finding = nameFinding(GATEWAY, lists, true);
    expect(finding.mark).toBe('warned');
    expect(finding.notes.join()).toMatch(/no port forwarding.*for example sweden/);
  });

  test('nameFinding warns about a name in no list, and fails where the list is required', () => {
    expect(nameFinding(GATEWAY, listWith(elsewhere), false).mark).toBe('warned');
    const finding = nameFinding(GATEWAY, listWith(elsewhere), true);
    expect(finding.mark).toBe('failed');
    expect(finding.notes.join()).toContain('PIA_REQUIRE_LISTED=false');
  });

  test('nameFinding fails without a list where one is required, so that no token is sent', async () => {
    expect(nameFinding(GATEWAY, undefined, true).mark).toBe('failed');
    const environment = { PIA_REQUIRE_LISTED: 'true' };
    const { facts } = await check(serverName, { environment }, { gateway: GATEWAY });
    expect(facts).toBeUndefined();
  });

  test('nameFinding passes without any list, because the certificate has proved the server', () => {
    expect(nameFinding(GATEWAY, undefined, false).mark).toBe('passed');
  });
});

describe('the server name step', () => {
  test('the server name step allows a token for the gateway only when no check of its name failed', async () => {
    const facts = { gateway: GATEWAY, lists: listWith(elsewhere) };
    expect((await check(serverName, {}, facts)).facts).toEqual({ trusted: true });
    const environment = { PIA_REQUIRE_LISTED: 'true' };
    expect((await check(serverName, { environment }, facts)).facts).toBeUndefined();
    expect((await check(serverName)).finding.mark).toBe('skipped');
  });
});
