import type { Server } from '@portkeep/pia-client/core';
import type { TunnelEnd } from '../values/tunnel-end.ts';
import type { WireGuardKey } from '../values/wireguard-key.ts';

/** A tunnel that is set up, or was. */
export interface Tunnel {
  /** The id of its region; `null` for a dedicated IP outside of the list. */
  readonly region: string | null;
  readonly server: Server;
  readonly end: TunnelEnd;
  /** Our public key. */
  readonly publicKey: WireGuardKey;
  /** When its key was registered, epoch ms. */
  readonly since: number;
}
