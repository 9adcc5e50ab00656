import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { numbers } from '../../protocol/typed-params.ts';
import type { ShareLimitAction, ShareLimitsMode } from '../../records/share-limits.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** How long torrents are seeded. Of each limit: -2 = as in the preferences, -1 = none. */
export interface SetShareLimitsInput extends TorrentsInput {
  /** The ratio of sent to received. @default {-2} */
  readonly ratioLimit?: number | undefined;
  /** Minutes of seeding. @default {-2} */
  readonly seedingTimeLimit?: number | undefined;
  /** Minutes of seeding while no peer downloads. Since 4.6. @default {-2} */
  readonly inactiveSeedingTimeLimit?: number | undefined;
  /** What happens at a limit. Since 5.2. @default {'Default'} */
  readonly shareLimitAction?: ShareLimitAction | undefined;
  /** Whether one limit is enough. Since 5.3. @default {'Default'} */
  readonly shareLimitsMode?: ShareLimitsMode | undefined;
}

/**
 * Sets all share limits of torrents: one that is left out is reset to the preferences.
 * Servers ignore those they do not know.
 */
export const setShareLimits: Endpoint<SetShareLimitsInput, void> = command(
  'torrents/setShareLimits',
  {
    since: '2.0.0',
    does: 'set the share limits',
    // Always all five: each version made more of them obligatory.
    params: ({
      hashes,
      ratioLimit = -2,
      seedingTimeLimit = -2,
      inactiveSeedingTimeLimit = -2,
      shareLimitAction = 'Default',
      shareLimitsMode = 'Default',
    }) => ({
      hashes: hashList(hashes),
      ...numbers({ ratioLimit, seedingTimeLimit, inactiveSeedingTimeLimit }),
      shareLimitAction,
      shareLimitsMode,
    }),
  },
);
