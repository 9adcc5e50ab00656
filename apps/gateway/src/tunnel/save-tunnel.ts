import type { Candidate } from '../bootstrap/choose-servers.ts';
import type { GatewayStateKeeper, SavedTunnel } from '../state/gateway-state.ts';
import type { Tunnel } from './tunnel.ts';

/** Saves a tunnel, so that a restarted gateway can take it over or go back to its server. */
export async function saveTunnel(
  state: Pick<GatewayStateKeeper, 'update'>,
  { region, server, end, publicKey, since }: Tunnel,
): Promise<void> {
  const { hostname, address } = server;
  const tunnel = {
    region,
    hostname,
    address,
    public_key: publicKey,
    end,
    since: new Date(since).toISOString(),
  };
  await state.update({ tunnel });
}

/** The server of a saved tunnel. */
export function savedServer(saved: SavedTunnel | undefined): Omit<Candidate, 'port'> | undefined {
  if (saved === undefined) return undefined;
  const { region, hostname, address } = saved;
  return { region, server: { hostname, address } };
}
