import { describe, expect, it } from 'vitest';
import { type ListeningInput, listeningVerdict } from './listening-verdict.ts';

const seen: ListeningInput = {
  app: 'daemon',
  version: 'v5.1.4',
  preferences: { listen_port: 47_047, current_network_interface: '' },
  connectionStatus: 'connected',
  mode: 'listen',
  port: 47_047,
  running: true,
};
const at = (listen_port: number) => ({ listen_port, current_network_interface: '' });

describe('listeningVerdict', () => {
  it('is content when the forwarded port is the one that is listened on', () => {
    expect(listeningVerdict(seen)).toMatchObject({
      mark: 'passed',
      headline: 'qBittorrent v5.1.4 listens on port 47047 (connected)',
    });
  });

  it('fails when a daemon runs and the port is another one', () => {
    const finding = listeningVerdict({ ...seen, preferences: at(6881) });
    expect(finding).toMatchObject({ mark: 'failed', headline: 'qBittorrent has another port' });
    expect(finding.notes[0]).toContain('port 47047 is forwarded, and qBittorrent has 6881');
  });

  it('only warns of another port before the daemon runs', () => {
    const finding = listeningVerdict({ ...seen, preferences: at(6881), running: false });
    expect(finding.mark).toBe('warned');
    expect(finding.notes[1]).toContain('start the daemon');
  });

  it('fails when nothing listens, and names the interface it is bound to', () => {
    const finding = listeningVerdict({
      ...seen,
      connectionStatus: 'disconnected',
      preferences: { listen_port: 47_047, current_network_interface: 'wg9' },
    });
    expect(finding.headline).toBe('qBittorrent does not listen');
    expect(finding.notes[0]).toContain('bound to the interface "wg9"');
  });

  it('warns while nobody has come in', () => {
    const finding = listeningVerdict({ ...seen, connectionStatus: 'firewalled' });
    expect(finding.mark).toBe('warned');
    expect(finding.notes.join()).toContain('test the port from outside the VPN only');
  });

  it('compares the announced port where that is the mode', () => {
    const announcing = { ...at(6881), announce_port: 47_047 };
    const finding = listeningVerdict({ ...seen, mode: 'announce', preferences: announcing });
    expect(finding.headline).toContain('announces port 47047');
    expect(listeningVerdict({ ...seen, mode: 'announce', preferences: at(47_047) }).mark).toBe(
      'failed',
    );
  });

  it('does not compare when the forwarded port is not known', () => {
    expect(listeningVerdict({ ...seen, port: undefined }).mark).toBe('passed');
  });
});
