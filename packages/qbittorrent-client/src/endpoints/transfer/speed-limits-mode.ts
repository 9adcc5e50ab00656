import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { query } from '../../protocol/query.ts';
import { wholeNumber } from '../../protocol/text.ts';
import { numbers } from '../../protocol/typed-params.ts';

/** 0: the usual limits count; 1: the alternative ones. */
export type SpeedLimitsMode = 0 | 1;

/** Which limits count. */
export const speedLimitsMode: Endpoint<undefined, SpeedLimitsMode> = query(
  'transfer/speedLimitsMode',
  {
    since: '2.0.0',
    does: 'read the mode of the speed limits',
    read: (reply, context) => (wholeNumber(reply, context) === 0 ? 0 : 1),
  },
);

/** Which limits are to count. */
export interface SpeedLimitsModeInput {
  /** 0: the usual limits; 1: the alternative ones. */
  readonly mode: SpeedLimitsMode;
}

/** Chooses the limits that count. Since 4.5; `toggleSpeedLimitsMode` is older. */
export const setSpeedLimitsMode: Endpoint<SpeedLimitsModeInput, void> = command(
  'transfer/setSpeedLimitsMode',
  {
    since: '2.8.18',
    does: 'set the mode of the speed limits',
    params: ({ mode }) => numbers({ mode }),
  },
);

/** Toggles between the usual limits and the alternative ones. */
export const toggleSpeedLimitsMode: Endpoint<undefined, void> = command(
  'transfer/toggleSpeedLimitsMode',
  { since: '2.0.0', does: 'change the mode of the speed limits' },
);
