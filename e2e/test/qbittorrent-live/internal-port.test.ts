import { examineConfigured } from '@portkeep/port-sinks/qbittorrent';
import { beforeAll, expect, test } from 'vitest';
import { freePort } from '../../src/free-port.ts';
import { canConnect } from './can-connect.ts';
import { describeLive } from './live.ts';
import { keptPort, sinkApp, sinkValues, startSink } from './start-sink.ts';

const { signal } = new AbortController();
const ANNOUNCE = { QBITTORRENT_PORT_MODE: 'announce' };

describeLive('a port that a gateway translates', (live) => {
  beforeAll(() => live.hurry());

  /** Listens on a port, with UPnP on as after its installation. */
  async function listening() {
    const [port, internalPort, external] = [await freePort(), await freePort(), await freePort()];
    const { app } = live.client;
    await app.setPreferences({ listen_port: port, random_port: false, upnp: true });
    const doctor = async () =>
      examineConfigured(
        sinkValues(live, ANNOUNCE),
        {
          app: sinkApp({ name: 'sidecar', maxReplyBytes: 4_194_304 }),
          keeper: { kind: 'unknown' },
          port: external,
          internalPort,
        },
        signal,
      );
    return { app, port, internalPort, external, doctor };
  }

  test('a translated port is announced with UPnP off, and with a warning while the mapping leads elsewhere', async () => {
    const { app, port, internalPort, external, doctor } = await listening();
    let log = '';
    const sink = startSink(live, ANNOUNCE, {}, (line) => {
      log += line;
    });
    const value = keptPort(external, { internalPort });
    if (!live.atLeast('5.1')) {
      const advice = expect.stringMatching(/5\.1.*only while .*INTERNAL_PORT/);
      await expect(sink.publish(value, { signal })).rejects.toMatchObject({ advice });
      expect((await doctor()).notes.join()).toMatch(/5\.1.*only while .*INTERNAL_PORT/);
      return;
    }
    await sink.publish(value, { signal });
    const leads = `listens on port ${port}, but the mapping leads to port ${internalPort}`;
    expect(log).toContain(leads);
    const held = { announce_port: external, listen_port: port, upnp: false };
    expect(await app.preferences()).toMatchObject(held);
    const finding = await doctor();
    expect(finding.mark).toBe('warned');
    expect(finding.notes.join()).toContain(leads);

    await app.setPreferences({ listen_port: internalPort, upnp: true });
    expect(await sink.reconcile(value, { signal })).toBe('repaired');
    expect(log).toContain(`listens on port ${internalPort}, to which the mapping leads`);
    expect((await app.preferences()).upnp).toBe(false);
    expect(await canConnect(internalPort)).toBe(true);
    expect((await doctor()).notes.join()).not.toContain('INTERNAL_PORT');
  });

  test('the mode listen warns that it moves qBittorrent away from a translated port', async () => {
    const { internalPort, external } = await listening();
    let log = '';
    const sink = startSink(live, {}, {}, (line) => {
      log += line;
    });
    await sink.publish(keptPort(external, { internalPort }), { signal });
    expect(log).toContain(`moves qBittorrent to port ${external}, but the mapping leads to port`);
    expect(log).toContain('QBITTORRENT_PORT_MODE to announce');
  });
});
