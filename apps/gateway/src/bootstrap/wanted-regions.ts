import { editDistance } from '@portkeep/app-host';
import type { Region } from '@portkeep/pia-client/core';
import { ServerChoiceError } from './server-choice-error.ts';

const NEAREST = 3;
/** No two ids differ by more. */
const FAR = 100;
const MOST_LISTED = 40;

/** The regions that the configuration names, as far as they can be used. */
export interface WantedRegions {
  /** In the order of the configuration; at least one. */
  readonly regions: readonly Region[];
  /** Why others were left out. */
  readonly problems: readonly ServerChoiceError[];
}

/**
 * Finds the regions of `PIA_REGIONS` in the server list.
 *
 * @param forwards Whether the region has to offer port forwarding.
 * @throws {ServerChoiceError} when none of them can be used.
 */
export function wantedRegions(
  list: readonly Region[],
  ids: readonly string[],
  forwards: boolean,
): WantedRegions {
  const regions: Region[] = [];
  const problems: ServerChoiceError[] = [];
  for (const id of ids) {
    const found = list.find((region) => region.id.toLowerCase() === id.toLowerCase());
    const problem = found === undefined ? unknown(id, list) : unusable(found, list, forwards);
    if (problem !== undefined) problems.push(problem);
    else if (found !== undefined) regions.push(found);
  }
  const [first] = problems;
  if (regions.length === 0 && first !== undefined) throw first;
  return { regions, problems };
}

function unknown(id: string, list: readonly Region[]): ServerChoiceError {
  const near = [...list]
    .sort((a, b) => distance(id, a) - distance(id, b))
    .slice(0, NEAREST)
    .map((region) => region.id);
  return new ServerChoiceError(
    'REGION_UNKNOWN',
    `PIA has no region ${id}`,
    `set PIA_REGIONS to one that exists, such as ${near.join(', ')}; the command regions lists all`,
  );
}

function unusable(
  region: Region,
  list: readonly Region[],
  forwards: boolean,
): ServerChoiceError | undefined {
  if (!isInService(region)) {
    return new ServerChoiceError(
      'NO_SERVER',
      `PIA has no WireGuard server in service in the region ${region.id}`,
      'wait, or add another region to PIA_REGIONS',
    );
  }
  if (!forwards || region.portForward) return undefined;
  const ids = list.filter((each) => each.portForward && isInService(each)).map(({ id }) => id);
  const more = ids.length > MOST_LISTED ? ' …' : '';
  return new ServerChoiceError(
    'REGION_WITHOUT_PORTS',
    `PIA forwards no ports in the region ${region.id}, and FORWARD_TO is set`,
    `set PIA_REGIONS to one that does: ${ids.slice(0, MOST_LISTED).join(', ')}${more}`,
  );
}

function isInService({ offline, servers }: Region): boolean {
  return !offline && (servers.wg ?? []).length > 0;
}

function distance(id: string, region: Region): number {
  return editDistance(id.toLowerCase(), region.id.toLowerCase(), FAR);
}
