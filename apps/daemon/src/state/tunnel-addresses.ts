import type { Delivered } from '@portkeep/port-sinks';
import type { DaemonStateKeeper } from './daemon-state.ts';

/** The addresses of the tunnels so far, in the daemon's state. */
export function tunnelAddresses(state: DaemonStateKeeper): Delivered<readonly string[]> {
  return {
    async load() {
      const { tunnel_addresses: known, binding = '' } = state.current;
      if (known !== undefined) return known;
      // A state of an earlier version has only the identity of the tunnel: `tun0#7:10.9.1.2/32`.
      const found = binding.match(/\d+(\.\d+){3}(?=\/)/g) ?? [];
      return found.length === 1 ? found : [];
    },
    save: (list) => state.update({ tunnel_addresses: list }),
  };
}
