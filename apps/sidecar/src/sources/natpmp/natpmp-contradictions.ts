import type { NatpmpValues } from './natpmp-variables.ts';

/** What is wrong with the variables together; unusable ones are missing here. */
export function natpmpContradictions(values: Partial<NatpmpValues>): readonly string[] {
  const { enableTcp, enableUdp, durationSeconds, refreshSeconds } = values;
  const found: string[] = [];
  if (enableTcp === false && enableUdp === false) {
    found.push('ENABLE_TCP and ENABLE_UDP are both off; turn one of them on');
  }
  if (
    refreshSeconds !== undefined &&
    durationSeconds !== undefined &&
    refreshSeconds >= durationSeconds
  ) {
    found.push(
      `REFRESH_INTERVAL (${refreshSeconds} s) must be below DURATION (${durationSeconds} s), or the mapping lapses before it is renewed; set it to about three quarters of it, or DURATION higher`,
    );
  }
  return found;
}
