import { type Finding, failed, passed, skipped, warned } from '@portkeep/app-host/doctor';
import { findServer, type ServerList } from '@portkeep/pia-client/core';
import type { Gateway } from '@portkeep/pia-lease';
import { HEADLINES } from '../../headline.ts';
import type { Step } from '../step.ts';
import { forwardingRegions } from './server-list.ts';

const TITLE = 'Gateway name';
const SHOWN_REGIONS = 8;

/** Which server is the certificate for, and does that server forward ports? */
export const serverName: Step = {
  title: TITLE,
  failure: 'The gateway’s name cannot be checked',
  limitMs: 1_000,
  async check({ examination: { values }, facts }) {
    const { gateway, lists } = facts;
    if (gateway === undefined) return { finding: skipped(TITLE, 'there is no gateway') };
    const finding = nameFinding(gateway, lists, values.requireListed);
    return finding.mark === 'failed' ? { finding } : { finding, facts: { trusted: true } };
  },
};

/** Reports what the signed server list says about the name in the verified certificate. */
export function nameFinding(
  { hostname }: Pick<Gateway, 'hostname'>,
  lists: readonly ServerList[] | undefined,
  requireListed: boolean,
): Finding {
  const verified = `Gateway name: ${hostname}, its certificate is PIA’s`;
  if (lists === undefined) {
    if (!requireListed) return passed(`${verified} (no server list to compare with)`);
    return failed(HEADLINES.noList, {
      cause: `${hostname}: PIA_REQUIRE_LISTED asks for a list, and there is none signed by PIA`,
      next: 'fix the problem with the server list above, or set PIA_REQUIRE_LISTED=false',
    });
  }
  const found = findServer(lists, hostname);
  if (found === undefined) {
    const cause = 'it is not in PIA’s server list';
    if (!requireListed) {
      const next = 'nothing, if the port works: each list names only some of PIA’s servers';
      return warned(verified, { cause, next });
    }
    const next = 'set PIA_REQUIRE_LISTED=false to accept any server with a PIA certificate';
    return failed(HEADLINES.unlisted, {
      cause: `${hostname}: ${cause}`,
      next,
    });
  }
  const { id, name, portForward } = found.region;
  if (portForward) return passed(`${verified}; region ${name} (${id}) has port forwarding`);
  const some = forwardingRegions(lists).slice(0, SHOWN_REGIONS).join(', ');
  const cause = `the region ${name} (${id}) has no port forwarding`;
  return warned(verified, { cause, next: `connect to another region, for example ${some}` });
}
