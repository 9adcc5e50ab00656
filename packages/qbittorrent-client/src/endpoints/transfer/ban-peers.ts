import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';

/** Which peers to ban. */
export interface BanPeersInput {
  /** Addresses with port: `10.0.0.7:6881`, `[2001:db8::7]:6881`. The port does not matter. */
  readonly peers: readonly string[];
}

/** Bans peers permanently. qBittorrent silently ignores what it cannot read. */
export const banPeers: Endpoint<BanPeersInput, void> = command('transfer/banPeers', {
  since: '2.3.0',
  does: 'ban the peers',
  params: ({ peers }) => ({ peers: joinList('peers', peers, '|') }),
});
