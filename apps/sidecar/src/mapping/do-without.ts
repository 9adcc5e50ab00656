import type { Protocol } from '@portkeep/natpmp-client/core';

/** What helps where one protocol cannot be mapped and the other one can. */
export function doWithout(failing: Protocol, mapped: Protocol): string {
  return `${mapped} is mapped: if that is enough for you, set ENABLE_${failing.toUpperCase()}=false`;
}
