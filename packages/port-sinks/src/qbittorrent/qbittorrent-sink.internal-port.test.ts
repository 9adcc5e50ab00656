import { describe, expect, test } from 'vitest';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { setUp } from '../../test/sink-place.ts';

const { signal } = new AbortController();
const mapped = keptPort({ port: 41_000, internalPort: 6999 });
const alarms = (lines: readonly string[]) => lines.filter((line) => line.startsWith('WARN'));

describe('a mapping that leads to another port than qBittorrent listens on', () => {
  test('a warning names both ports once, and the port is announced nevertheless', async () => {
    const { sink, simulator, lines } = await setUp({ mode: 'announce' });
    await sink.publish(mapped, { signal });
    await sink.reconcile(mapped, { signal });
    expect(simulator.preferences.announce_port).toBe(41_000);
    const told = alarms(lines).filter((line) => line.includes('INTERNAL_PORT'));
    expect(told).toEqual([
      expect.stringMatching(/listens on port 6881, but the mapping leads to port 6999/),
    ]);
    expect(told[0]).toContain('hostPort');
  });

  test('a random port leads to a warning', async () => {
    const { sink, simulator, lines } = await setUp({ mode: 'announce' });
    simulator.changePreferenceByHand({ random_port: true });
    await sink.publish(mapped, { signal });
    expect(alarms(lines).join()).toMatch(/listens on a random port, but .* 6999/);
  });

  test('a change by hand leads to a warning, and its end is reported', async () => {
    const { sink, simulator, lines } = await setUp({ mode: 'announce' });
    simulator.changePreferenceByHand({ listen_port: 6999, upnp: false });
    await sink.publish(mapped, { signal });
    expect(alarms(lines)).toEqual([]);
    simulator.changePreferenceByHand({ listen_port: 7001 });
    await sink.reconcile(mapped, { signal });
    expect(alarms(lines)).toEqual([expect.stringContaining('listens on port 7001')]);
    simulator.changePreferenceByHand({ listen_port: 6999 });
    await sink.reconcile(mapped, { signal });
    expect(lines.at(-1)).toMatch(/^INFO.*listens on port 6999, to which the mapping leads/);
  });

  test('the mode listen leads to a warning with the advice to announce the external port', async () => {
    const { sink, simulator, lines } = await setUp({ mode: 'listen' });
    await sink.publish(mapped, { signal });
    expect(simulator.listeningPort).toBe(41_000);
    expect(alarms(lines).join()).toMatch(
      /moves qBittorrent to port 41000, but .* 6999 .*QBITTORRENT_PORT_MODE to announce/,
    );
  });

  test('a qBittorrent that is too old is not advised to listen on the external port', async () => {
    const { sink } = await setUp({ mode: 'announce', simulator: { dialect: '4.5' } });
    await expect(sink.publish(mapped, { signal })).rejects.toMatchObject({
      code: 'QBT_UNSUPPORTED',
      advice: expect.stringMatching(/^update it to 5\.1.*only while .* INTERNAL_PORT \(6999\)/),
    });
  });
});

test('there is no warning if the ports are the same or nothing is mapped', async () => {
  for (const mode of ['announce', 'listen'] as const) {
    for (const value of [keptPort(), keptPort({ port: 6881, internalPort: 6881 })]) {
      const { sink, simulator, lines } = await setUp({ mode });
      simulator.changePreferenceByHand({ upnp: false });
      await sink.publish(value, { signal });
      expect(alarms(lines)).toEqual([]);
    }
  }
});

test.each(['announce', 'listen'] as const)(
  'UPnP is switched off in the mode %s, which is reported once',
  async (mode) => {
    let stopped = 0;
    const { sink, simulator, lines } = await setUp({
      mode,
      onUpnpStopped: () => {
        stopped += 1;
      },
    });
    await sink.publish(mapped, { signal });
    await sink.reconcile(mapped, { signal });
    expect(simulator.preferences.upnp).toBe(false);
    expect(stopped).toBe(1);
    expect(lines.join()).toContain('UPnP');
  },
);
