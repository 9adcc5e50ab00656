import { type Finding, failed, passed, skipped, warned } from '@portkeep/app-host/doctor';
import type { DaemonStatus } from '../../../../doctor/daemon-status.ts';
import { HEADLINES } from '../../headline.ts';
import type { PiaOwnership } from '../pia-examination.ts';
import { portRequestFinding } from '../port-request-finding.ts';
import type { Step, StepResult } from '../step.ts';

const TITLE = 'Port forward';

/** Does the gateway forward the port? */
export const bind: Step = {
  title: TITLE,
  failure: HEADLINES.noPort,
  limitMs: 7_000,
  async check({ examination: { clients, ownership, silent }, facts, signal }) {
    if (ownership.kind === 'foreign') return ask(ownership, silent);
    const { gateway, claim } = facts;
    if (gateway === undefined) return { finding: skipped(TITLE, 'there is no gateway to ask') };
    if (claim === undefined) return { finding: skipped(TITLE, 'there is no claim to a port') };
    try {
      await clients.connect(gateway).bindPort(claim, { signal });
      return { finding: passed(`Port forward: port ${claim.port} is bound for 15 minutes`) };
    } catch (error) {
      signal.throwIfAborted();
      return { finding: portRequestFinding(error) };
    }
  },
};

function ask(
  { status, stranger }: Extract<PiaOwnership, { kind: 'foreign' }>,
  off: boolean,
): StepResult {
  if (status === undefined) {
    const reason = off ? 'HTTP_LISTEN is off' : `${stranger ?? 'nothing'} answers at HTTP_LISTEN`;
    const why = `left to the running daemon, which cannot be asked: ${reason}`;
    return { finding: skipped(TITLE, why) };
  }
  const finding = statusFinding(status);
  return status.port === null ? { finding } : { finding, facts: { port: status.port } };
}

/** Reports what the running daemon says about the port. */
export function statusFinding({
  state,
  port,
  expires_at,
  last_error,
  sinks,
}: DaemonStatus): Finding {
  const next = 'its log says more; it tries again without help';
  const late = Object.entries(sinks).filter(([, { in_sync }]) => !in_sync);
  const trouble = [
    ...(last_error === null ? [] : [last_error]),
    ...late.map(([name, { message }]) => `${name}: ${message ?? 'not in sync yet'}`),
  ];
  if (state === 'lost') return failed(HEADLINES.noPort, { cause: trouble, next });
  if (state === 'starting') {
    if (last_error !== null) return failed(HEADLINES.noPort, { cause: trouble, next });
    return warned('Port forward: the running daemon has no port yet', { cause: trouble, next });
  }
  const headline = `Port forward: the running daemon holds port ${port} until ${expires_at}`;
  return trouble.length === 0 ? passed(headline) : warned(headline, { cause: trouble, next });
}
