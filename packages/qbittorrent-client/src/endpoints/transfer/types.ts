/** What the calls of `transfer` take and give, and the group of their methods. */
export type { BanPeersInput } from './ban-peers.ts';
export type { GlobalLimit } from './limits.ts';
export type { SpeedLimitsInput } from './speed-limits.ts';
export type {
  SpeedLimitsMode,
  SpeedLimitsModeInput,
} from './speed-limits-mode.ts';
export type { TransferGroup } from './transfer-group.ts';
