import { type Finding, passed, skipped } from '@portkeep/app-host/doctor';
import type { PortClaim } from '@portkeep/pia-client/core';
import { HEADLINES } from '../../headline.ts';
import { portRequestFinding } from '../port-request-finding.ts';
import type { Step, StepResult } from '../step.ts';

const TITLE = 'Port claim';

/** Is there a claim to a port, or does the gateway grant one? */
export const claim: Step = {
  title: TITLE,
  failure: HEADLINES.noPort,
  // A refused token costs one login.
  limitMs: 45_000,
  async check({ examination: { clients, ownership }, facts, signal }) {
    if (ownership.kind === 'unusable') {
      return { finding: skipped(TITLE, 'the state file, where it is kept, cannot be used') };
    }
    const { current } = ownership.claims;
    // Whatever its age: this machine's clock may be wrong, and another claim would mean another
    // port.
    if (current) return found(current, 'saved');
    if (ownership.kind === 'foreign') {
      return {
        finding: skipped(TITLE, 'none is saved in STATE_FILE; left to the running daemon'),
      };
    }
    const { gateway } = facts;
    if (gateway === undefined) return { finding: skipped(TITLE, 'there is no gateway to ask') };
    if (!facts.trusted) return { finding: skipped(TITLE, 'the gateway gets no token') };
    if (!facts.tokenAtHand) return { finding: skipped(TITLE, 'there is no token to ask with') };
    try {
      const claimed = await ownership.claims.obtain(clients.connect(gateway), signal);
      return found(claimed, 'new, saved for the daemon');
    } catch (error) {
      signal.throwIfAborted();
      return { finding: portRequestFinding(error) };
    }
  },
};

function found(claim: PortClaim, how: string): StepResult {
  return { finding: claimFinding(claim, how), facts: { claim, port: claim.port } };
}

function claimFinding({ port, expiresAt }: PortClaim, how: string): Finding {
  return passed(`Port claim: port ${port} until ${expiresAt.toISOString().slice(0, 10)} (${how})`);
}
