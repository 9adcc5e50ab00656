import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';

/** Whom to ban. */
export interface BanPeersInput {
  /** Addresses with port: `10.0.0.7:6881`, `[2001:db8::7]:6881`. The port does not matter. */
  readonly peers: readonly string[];
}

/** Bans peers for good. qBittorrent passes over what it cannot read, without an error. */
export const banPeers: Endpoint<BanPeersInput, void> = command('transfer/banPeers', {
  since: '2.3.0',
  does: 'ban the peers',
  params: ({ peers }) => ({ peers: joinList('peers', peers, '|') }),
});
