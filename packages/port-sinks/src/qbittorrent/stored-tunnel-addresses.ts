import type { KeptValue } from '../kept-value.ts';
import type { QBittorrentMemory } from './state-entries.ts';

/** The addresses of all tunnels so far, in the state of the app. */
export function storedTunnelAddresses(memory: QBittorrentMemory): KeptValue<readonly string[]> {
  return {
    async load() {
      const { tunnel_addresses: known, binding = '' } = memory.current;
      if (known !== undefined) return known;
      // The state of an earlier version has only the identity of the tunnel: `tun0#7:10.9.1.2/32`.
      const found = binding.match(/\d+(\.\d+){3}(?=\/)/g) ?? [];
      return found.length === 1 ? found : [];
    },
    save: (list) => memory.update({ tunnel_addresses: [...list] }),
  };
}
