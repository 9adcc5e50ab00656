import { describe, expect, test } from 'vitest';
import { type ListeningInput, listeningFinding } from './listening-finding.ts';

const anywhere = { current_network_interface: '', current_interface_address: '' };
const at = (listen_port: number) => ({ ...anywhere, listen_port });
const seen: ListeningInput = {
  app: 'daemon',
  version: 'v5.1.4',
  preferences: at(47_047),
  connectionStatus: 'connected',
  mode: 'listen',
  port: 47_047,
  running: true,
};

describe('listeningFinding', () => {
  test('listeningFinding passes when qBittorrent listens on the forwarded port', () => {
    expect(listeningFinding(seen)).toMatchObject({
      mark: 'passed',
      headline: 'qBittorrent v5.1.4 listens on port 47047 (connected)',
    });
  });

  test('listeningFinding fails when a daemon runs and qBittorrent listens on another port', () => {
    const finding = listeningFinding({ ...seen, preferences: at(6881) });
    expect(finding).toMatchObject({ mark: 'failed', headline: 'qBittorrent has another port' });
    expect(finding.notes[0]).toContain('port 47047 is forwarded, but qBittorrent has 6881');
  });

  test('listeningFinding only warns about another port before the daemon runs', () => {
    const finding = listeningFinding({ ...seen, preferences: at(6881), running: false });
    expect(finding.mark).toBe('warned');
    expect(finding.notes[1]).toContain('start the daemon');
  });

  test.each([
    [{ current_network_interface: 'wg9' }, '; it is bound to the interface "wg9"'],
    [{ current_interface_address: '10.9.0.2' }, '; it is bound to the address 10.9.0.2'],
    [
      { current_network_interface: 'wg9', current_interface_address: '10.9.0.2' },
      '; it is bound to the interface "wg9" and the address 10.9.0.2',
    ],
    [{}, ''],
  ])(
    'listeningFinding fails when qBittorrent does not listen, and names what it is bound to: %o',
    (binding, words) => {
      const finding = listeningFinding({
        ...seen,
        connectionStatus: 'disconnected',
        preferences: { ...at(47_047), ...binding },
      });
      expect(finding.headline).toBe('qBittorrent does not listen');
      expect(finding.notes[0]).toBe(`cause: its listener on port 47047 is closed${words}`);
    },
  );

  test.each([47_047, undefined])(
    'listeningFinding fails for a leftover announced port, which trackers receive (port %s)',
    (port) => {
      const preferences = { ...at(47_047), announce_port: 40_999 };
      const finding = listeningFinding({ ...seen, port, preferences });
      expect(finding).toMatchObject({ mark: 'failed', headline: 'qBittorrent has another port' });
      expect(finding.notes[0]).toContain(
        'announces port 40999 to trackers, but peers can connect only on',
      );
      expect(listeningFinding({ ...seen, preferences, running: false }).mark).toBe('warned');
    },
  );

  test('listeningFinding warns while no peer has connected', () => {
    const finding = listeningFinding({ ...seen, connectionStatus: 'firewalled' });
    expect(finding.mark).toBe('warned');
    expect(finding.notes.join()).toContain('test the port from outside the VPN only');
  });

  test('listeningFinding compares the announced port in the mode announce', () => {
    const announcing = { ...at(6881), announce_port: 47_047 };
    const finding = listeningFinding({ ...seen, mode: 'announce', preferences: announcing });
    expect(finding.headline).toContain('announces port 47047');
    const none = { ...at(6881), announce_port: 0 };
    expect(listeningFinding({ ...seen, mode: 'announce', preferences: none }).mark).toBe('failed');
    // Without an announced port, trackers receive the port that it listens on.
    const same = { ...at(47_047), announce_port: 0 };
    expect(listeningFinding({ ...seen, mode: 'announce', preferences: same }).mark).toBe('passed');
  });

  test.each([6881, 47_047])(
    'listeningFinding fails when this version of qBittorrent cannot announce (listens on %i)',
    (port) => {
      const old = { version: 'v4.5.2', preferences: at(port), running: false } as const;
      const finding = listeningFinding({ ...seen, ...old, mode: 'announce' });
      expect(finding).toMatchObject({
        mark: 'failed',
        headline: 'qBittorrent v4.5.2 cannot announce another port than it listens on',
      });
      expect(finding.notes.join()).toContain('QBITTORRENT_PORT_MODE');
    },
  );

  test('listeningFinding does not compare the ports when the forwarded one is unknown', () => {
    expect(listeningFinding({ ...seen, port: undefined }).mark).toBe('passed');
  });

  describe('listeningFinding where a gateway translates the port', () => {
    const sidecar = { ...seen, app: 'sidecar', running: false, port: 41_000 } as const;
    const announcing = { ...sidecar, mode: 'announce', internalPort: 6999 } as const;
    const listens = (port: number, announced = 41_000) => ({
      ...at(port),
      announce_port: announced,
    });

    test.each(['firewalled', 'connected'])(
      'listeningFinding where a gateway translates the port warns about a listener on another port than the mapping leads to, not about firewalls (%s)',
      (connectionStatus) => {
        const preferences = listens(6941);
        const finding = listeningFinding({ ...announcing, connectionStatus, preferences });
        expect(finding.mark).toBe('warned');
        const notes = finding.notes.join();
        expect(notes).toContain('listens on port 6941, but the mapping leads to port 6999');
        expect(notes).toContain('hostPort');
        expect(notes).not.toContain('firewall');
      },
    );

    test('listeningFinding where a gateway translates the port names that listener also before the port is announced, and while the port is unknown', () => {
      const before = listeningFinding({ ...announcing, preferences: listens(6941, 0) });
      expect(before.notes.join()).toContain('the mapping leads to port 6999');
      expect(before.notes.join()).toContain('start the sidecar: it sets the announced port');
      const unknown = { ...announcing, port: undefined, preferences: listens(6941, 0) };
      expect(listeningFinding(unknown).notes.join()).toContain('the mapping leads to port 6999');
    });

    test('listeningFinding where a gateway translates the port passes when qBittorrent listens where the mapping leads', () => {
      expect(listeningFinding({ ...announcing, preferences: listens(6999) }).mark).toBe('passed');
    });

    test.each([6999, 41_000])(
      'listeningFinding where a gateway translates the port warns about the mode listen, which moves the listener away from there (listens on %i)',
      (port) => {
        const listening = { ...announcing, mode: 'listen', preferences: listens(port, 0) } as const;
        const finding = listeningFinding(listening);
        expect(finding.mark).toBe('warned');
        expect(finding.notes.join()).toContain('QBITTORRENT_PORT_MODE to announce');
        expect(finding.notes.join()).not.toContain('start the sidecar');
      },
    );

    test('listeningFinding where a gateway translates the port does not recommend the mode listen when qBittorrent cannot announce', () => {
      const old = { ...announcing, version: 'v4.5.2', preferences: at(6999) };
      const { notes, mark } = listeningFinding(old);
      expect(mark).toBe('failed');
      expect(notes.join()).toContain('only while that is the same as INTERNAL_PORT (6999)');
    });
  });
});
