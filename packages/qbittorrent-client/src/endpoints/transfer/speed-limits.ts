import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { numbers } from '../../protocol/typed-params.ts';
import { type SpeedLimits, SpeedLimitsSchema } from '../../records/speed-limits.ts';

/** The global limits and the alternative ones. Since 5.3. */
export const getSpeedLimits: Endpoint<undefined, SpeedLimits> = query('transfer/getSpeedLimits', {
  since: '2.16.0',
  does: 'read the speed limits',
  read: json(SpeedLimitsSchema),
});

/** All limits, bytes per second; 0 = none. qBittorrent keeps whole KiB. */
export interface SpeedLimitsInput {
  /** Upload. */
  readonly upLimit: number;
  /** Download. */
  readonly dlLimit: number;
  /** Upload, while the alternative limits count. */
  readonly altUpLimit: number;
  /** Download, while the alternative limits count. */
  readonly altDlLimit: number;
}

/** Sets the global limits and the alternative ones. Since 5.3. */
export const setSpeedLimits: Endpoint<SpeedLimitsInput, void> = command('transfer/setSpeedLimits', {
  since: '2.16.0',
  does: 'set the speed limits',
  params: ({ upLimit, dlLimit, altUpLimit, altDlLimit }) =>
    numbers({
      up_limit: upLimit,
      dl_limit: dlLimit,
      alt_up_limit: altUpLimit,
      alt_dl_limit: altDlLimit,
    }),
});
