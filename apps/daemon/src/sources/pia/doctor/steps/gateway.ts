import {
  type Explanation,
  explainError,
  type Finding,
  failed,
  passed,
  skipped,
} from '@portkeep/app-host/doctor';
import { systemClock } from '@portkeep/port-lease';
import { HEADLINES } from '../../headline.ts';
import { type FoundGateway, findGateway, noneOf } from '../../network/find-gateway.ts';
import type { NetworkSnapshot } from '../../network/network-snapshot.ts';
import { probeGateway } from '../../network/probe-gateway.ts';
import { usableTunnels } from '../../network/tunnel-identity.ts';
import type { PiaExamination } from '../pia-examination.ts';
import { routesOutside } from '../routes-outside.ts';
import type { Facts, Step } from '../step.ts';
import { forwardingRegions } from './server-list.ts';

const TITLE = 'Gateway';
const PROBE_MS = 3_000;
const SHOWN_REGIONS = 8;

/** Which address in the tunnel is PIA's gateway? */
export const gateway: Step = {
  title: TITLE,
  failure: HEADLINES.noGateway,
  limitMs: 8_000,
  async check({ examination, facts, signal }) {
    const { network } = facts;
    const { values } = examination;
    if (network === undefined || (usableTunnels(network).length === 0 && !values.gateway)) {
      return { finding: skipped(TITLE, 'there is no tunnel to look in') };
    }
    try {
      const found = await find(examination, network, signal);
      const from = SOURCES[found.source];
      return { finding: passed(`Gateway: ${found.address} (${from})`), facts: { gateway: found } };
    } catch (error) {
      signal.throwIfAborted();
      const { sourceAddress } = examination.surroundings.network;
      const routes = await routesOutside(network, sourceAddress);
      return { finding: gatewayFinding(error, facts, routes) };
    }
  },
};

const SOURCES: Readonly<Record<FoundGateway['source'], string>> = {
  configured: 'PIA_GATEWAY',
  remembered: 'it worked before',
  route: 'from a route of the tunnel',
  'address-plan': 'guessed from the address of the tunnel',
};

async function find(
  { values, clients, surroundings, ownership }: PiaExamination,
  snapshot: NetworkSnapshot,
  signal: AbortSignal,
): Promise<FoundGateway> {
  const { gateway: address, hostname, gatewayPort: port } = values;
  const { sourceAddress } = surroundings.network;
  const { learnHostname } = clients;
  if (address !== undefined && hostname !== undefined) {
    // The daemon probes nothing when both are configured; doctor shows whether they are right.
    const candidate = { address, source: 'configured' } as const;
    const limits = { port, timeoutMs: PROBE_MS, signal };
    const outcome = await probeGateway(candidate, {
      learnHostname,
      ...limits,
      hostname,
      sourceAddress,
    });
    if (outcome.code === undefined) return { ...candidate, hostname };
    throw noneOf([outcome]);
  }
  const remembered = ownership.kind === 'unusable' ? undefined : ownership.state.current.gateway;
  return await findGateway({
    snapshot,
    learnHostname,
    clock: systemClock,
    signal,
    configured: address,
    hostname,
    remembered,
    port,
    timeoutMs: PROBE_MS,
    sourceAddress,
  });
}

/** Explains, from what the candidates answered, why the gateway was not found. */
export function gatewayFinding(
  error: unknown,
  { lists }: Pick<Facts, 'lists'>,
  routes: readonly Explanation[],
): Finding {
  const { cause, next } = explainError(error);
  const seen = [cause].flat().join(' ');
  const more: string[] = [];
  if (seen.includes('connection refused') && lists !== undefined) {
    const regions = forwardingRegions(lists).slice(0, SHOWN_REGIONS).join(', ');
    more.push(`regions with port forwarding are, for example: ${regions}`);
  }
  if (seen.includes('timed out')) {
    more.push('the tunnel may be dead although its device is there: reconnect the VPN');
    more.push('when only TLS stops, lower the MTU of the tunnel, for example to 1320');
  }
  if (seen.includes('not PIA')) {
    more.push('no token was sent there; PIA_CA_FILE must be unset for PIA’s own servers');
  }
  return failed(HEADLINES.noGateway, {
    cause: [cause, ...routes.map((route) => route.cause)].flat(),
    next: [next, more, ...routes.map((route) => route.next)].flat(),
  });
}
