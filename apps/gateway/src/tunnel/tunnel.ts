import type { Candidate } from '../bootstrap/choose-servers.ts';
import type { TunnelEnd } from '../values/tunnel-end.ts';
import type { WireGuardKey } from '../values/wireguard-key.ts';

/** A tunnel that is set up, or was. */
export interface Tunnel extends Candidate {
  readonly end: TunnelEnd;
  /** Our public key. */
  readonly publicKey: WireGuardKey;
  /** When its key was registered, epoch ms. */
  readonly since: number;
}
