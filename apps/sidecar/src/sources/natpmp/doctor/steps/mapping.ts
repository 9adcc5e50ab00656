import { codeOf } from '@portkeep/app-host';
import {
  type Explanation,
  explainError,
  type Finding,
  failed,
  passed,
  skipped,
} from '@portkeep/app-host/doctor';
import { isNatPmpError, type PortMapping, type Protocol } from '@portkeep/natpmp-client/core';
import { describeCut } from '../../mapping/describe-cut.ts';
import { FREE_PORTS } from '../../natpmp-variables.ts';
import type { NatpmpExamination, Step } from '../natpmp-examination.ts';

/** The API tries once for 250 ms: one failure proves little. */
const TRIES = 3;
const PAUSE_MS = 1_000;

/** Can the port be mapped for this protocol, with this token? It stays mapped until it lapses. */
export function mapping(protocol: Protocol): Step {
  const title = `The ${protocol} mapping`;
  const failure = `The port cannot be mapped for ${protocol}`;
  return {
    title,
    failure,
    limitMs: 15_000,
    async check({ examination, facts, signal }) {
      if (!examination.settings.protocols.includes(protocol)) {
        return { finding: skipped(title, `ENABLE_${protocol.toUpperCase()} is off`) };
      }
      if (!facts.answers) return { finding: skipped(title, 'the API does not answer') };
      if (facts.refused) return { finding: skipped(title, 'the token is not accepted') };
      try {
        const found = await request(examination, protocol, signal);
        // The port of tcp represents both.
        const { externalPort: port } = facts.tcp ?? found;
        return { finding: mapped(found, examination), facts: { [protocol]: found, port } };
      } catch (error) {
        signal.throwIfAborted();
        if (codeOf(error) !== 'NATPMP_UNAUTHORIZED') {
          return { finding: failed(failure, explainGateway(error)) };
        }
        const finding = failed('The API does not accept the token', explainError(error));
        return { finding, facts: { refused: true } };
      }
    },
  };
}

async function request(
  { client, clock, settings }: NatpmpExamination,
  protocol: Protocol,
  signal: AbortSignal,
): Promise<PortMapping> {
  const { internalPort, durationSeconds: lifetimeSeconds } = settings;
  // A gateway that denies such a port may serve no client for minutes after each request.
  const most = internalPort < FREE_PORTS ? 1 : TRIES;
  for (let tries = 1; ; tries += 1) {
    try {
      return await client.requestMapping({ protocol, internalPort, lifetimeSeconds }, { signal });
    } catch (error) {
      signal.throwIfAborted();
      if (tries === most || !isNatPmpError(error) || !error.retryable) throw error;
    }
    await clock.delay(PAUSE_MS, signal);
  }
}

function mapped(found: PortMapping, { values }: NatpmpExamination): Finding {
  const { protocol, internalPort, externalPort, clamped } = found;
  const token = values.apiToken === undefined ? 'no token is needed' : 'the token is accepted';
  const headline = `The external ${protocol} port ${externalPort} leads to port ${internalPort}`;
  return passed(headline, token, ...(clamped ? [`the ${describeCut(found)}`] : []));
}

function explainGateway(error: unknown): Explanation {
  const { cause, next } = explainError(error);
  if (codeOf(error) !== 'NATPMP_GATEWAY_FAILED') return { cause, next };
  const proton = 'with ProtonVPN: use a P2P server and a configuration with port forwarding on';
  return { cause, next: [next, proton].flat() };
}
