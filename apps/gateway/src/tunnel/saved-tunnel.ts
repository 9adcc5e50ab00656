import type { Candidate } from '../bootstrap/choose-servers.ts';
import type { SavedTunnel } from '../state/gateway-state.ts';
import type { Tunnel } from './tunnel.ts';

/** A tunnel for the state, so that a restarted gateway can take it over or go back to its server. */
export function savedTunnel(
  { region, server, keyPort, end, publicKey, since }: Tunnel,
  chosenBy: string,
): SavedTunnel {
  const { hostname, address } = server;
  return {
    region,
    hostname,
    address,
    key_port: keyPort,
    chosen_by: chosenBy,
    public_key: publicKey,
    end,
    since: new Date(since).toISOString(),
  };
}

/** The server of a saved tunnel. */
export function savedCandidate({ region, hostname, address, key_port }: SavedTunnel): Candidate {
  return { region, server: { hostname, address }, keyPort: key_port };
}
