import { describe, expect, test } from 'vitest';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { setUp, sinkOf } from '../../test/sink-place.ts';

const { signal } = new AbortController();

describe.each(['listen', 'announce'] as const)(
  'the address that qBittorrent is bound to, in the mode %s,',
  (mode) => {
    const OLD = '10.9.0.2';
    const NEW = '10.9.0.3';
    const old = keptPort({ tunnelIdentity: OLD, tunnelAddress: OLD });
    const next = keptPort({ tunnelIdentity: NEW, tunnelAddress: NEW });

    async function boundTo(address: string, kept: readonly string[] = []) {
      const interfaces = new Map([['tun0', [OLD]]]);
      let addresses = kept;
      const tunnelAddresses = {
        load: async () => addresses,
        save: async (list: readonly string[]) => {
          addresses = list;
        },
      };
      const setup = { mode, tunnelAddresses };
      const place = await setUp({ ...setup, simulator: { dialect: '5.1', interfaces } });
      const { simulator } = place;
      simulator.changePreferenceByHand({
        current_network_interface: 'tun0',
        current_interface_address: address,
      });
      return {
        ...place,
        kept: () => addresses,
        again: () => sinkOf(place.baseUrl, setup).sink,
        reconnect() {
          interfaces.set('tun0', [NEW]);
          simulator.networkChanged();
        },
      };
    }

    test('the address that qBittorrent is bound to follows the tunnel if it belonged to the old one, and the log says so', async () => {
      const { sink, simulator, reconnect, lines } = await boundTo(OLD);
      await sink.publish(old, { signal });
      reconnect();
      await sink.publish(next, { signal });
      expect(simulator.preferences).toMatchObject({
        current_network_interface: 'tun0',
        current_interface_address: NEW,
      });
      expect(simulator.listeningPort).toBeDefined();
      expect(lines.join('\n')).toContain(
        `was bound to ${OLD}, the address of a tunnel that is gone`,
      );
      expect(simulator.announcedPort).toBe(54_321);
    });

    test('the address that qBittorrent is bound to follows the tunnel even when the app was restarted together with it', async () => {
      const { simulator, again, kept, reconnect } = await boundTo(OLD, ['10.9.0.1', OLD]);
      reconnect();
      await again().publish(next, { signal });
      expect(simulator.listeningPort).toBeDefined();
      expect(kept()).toEqual(['10.9.0.1', OLD, NEW]);
    });

    test('the address that qBittorrent is bound to follows the tunnel over two changes that qBittorrent missed', async () => {
      const { sink, simulator, settled, reconnect } = await boundTo(OLD);
      simulator.setFault({ kind: 'down' });
      await settled();
      for (const value of [old, keptPort({ tunnelIdentity: 'b', tunnelAddress: '10.9.0.9' })]) {
        await expect(sink.publish(value, { signal })).rejects.toThrow();
      }
      simulator.clearFaults();
      await settled();
      reconnect();
      await sink.publish(next, { signal });
      expect(simulator.preferences.current_interface_address).toBe(NEW);
    });

    test('the address that qBittorrent is bound to is repaired when the old address is set again', async () => {
      const { sink, simulator, reconnect } = await boundTo(OLD, [OLD]);
      reconnect();
      await sink.publish(next, { signal });
      simulator.changePreferenceByHand({ current_interface_address: OLD });
      expect(await sink.reconcile(next, { signal })).toBe('repaired');
      expect(simulator.listeningPort).toBeDefined();
    });

    test.each(['', '0.0.0.0', '192.0.2.77'])(
      'the address that qBittorrent is bound to is left alone if it is %j',
      async (address) => {
        const { sink, simulator, reconnect } = await boundTo(address, [OLD]);
        reconnect();
        await sink.publish(next, { signal }).catch(() => undefined);
        expect(simulator.preferences.current_interface_address).toBe(address);
      },
    );
  },
);
