import type { Protocol } from '@portkeep/natpmp-client/core';

/** Advice for when one protocol cannot be mapped but the other can. */
export function doWithout(failing: Protocol, mapped: Protocol): string {
  return `${mapped} is mapped: if that is enough for you, set ENABLE_${failing.toUpperCase()}=false`;
}
