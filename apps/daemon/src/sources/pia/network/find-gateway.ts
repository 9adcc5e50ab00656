import type { Gateway } from '@portkeep/pia-lease';
import type { Clock } from '@portkeep/port-lease';
import { describeOutcomes } from './describe-outcomes.ts';
import { DiscoveryError } from './discovery-error.ts';
import { firstInOrder } from './first-in-order.ts';
import { type GatewaySource, gatewayCandidates } from './gateway-candidates.ts';
import type { NetworkSnapshot } from './network-snapshot.ts';
import { type LearnHostname, type ProbeOutcome, probeGateway } from './probe-gateway.ts';
import { kernelSourceAddress, type SourceAddress } from './source-address.ts';
import { usableTunnels } from './tunnel-identity.ts';

/** The PIA gateway of the tunnel, and how it was found. */
export interface FoundGateway extends Gateway {
  readonly source: GatewaySource;
}

/** Options of {@link findGateway}. */
export interface FindGatewayOptions {
  readonly snapshot: NetworkSnapshot;
  /** A handshake that verifies the chain to the PIA CA and sends no HTTP. */
  readonly learnHostname: LearnHostname;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** `PIA_GATEWAY`: the only candidate. */
  readonly configured?: string | undefined;
  /** `PIA_HOSTNAME`: the only accepted name. */
  readonly hostname?: string | undefined;
  /** The address of the gateway that worked last. */
  readonly remembered?: string | undefined;
  /** Default 19999. */
  readonly port?: number | undefined;
  /** Per probe, in milliseconds, default 3000. */
  readonly timeoutMs?: number | undefined;
  readonly sourceAddress?: SourceAddress | undefined;
}

const CONCURRENCY = 16;
/** How much slower an earlier candidate may be than a later one and still win. */
const PREFERENCE_MS = 300;

/**
 * Finds the PIA gateway of the tunnel: all candidates are tried in parallel by a TLS handshake that
 * verifies the chain to the PIA CA, so a wrong guess costs no time and reveals nothing to the wrong
 * server.
 *
 * With both `configured` and `hostname` set nothing is probed: the next request verifies both.
 *
 * @throws {DiscoveryError} `NO_TUNNEL` or `GATEWAY_NOT_FOUND`
 */
export async function findGateway(options: FindGatewayOptions): Promise<FoundGateway> {
  const { snapshot, configured, hostname, remembered, signal, clock } = options;
  signal.throwIfAborted();
  if (configured !== undefined && hostname !== undefined) {
    return { address: configured, hostname, source: 'configured' };
  }
  const { candidates, excluded } = gatewayCandidates(snapshot, { configured, remembered });
  if (candidates.length + excluded.length === 0) throw withoutCandidates(snapshot);

  const outcomes: ProbeOutcome[] = excluded.map(({ address, source }) => ({
    address,
    source,
    code: 'OUTSIDE_TUNNEL',
  }));
  const probes = candidates.map((candidate) => async (probeSignal: AbortSignal) => {
    const outcome = await probeGateway(candidate, {
      learnHostname: options.learnHostname,
      port: options.port ?? 19_999,
      timeoutMs: options.timeoutMs ?? 3_000,
      signal: probeSignal,
      hostname,
      sources: configured === undefined ? tunnelAddresses(snapshot) : undefined,
      sourceAddress: options.sourceAddress ?? kernelSourceAddress,
    });
    if (outcome.code === undefined && outcome.hostname !== undefined) {
      return { address: outcome.address, hostname: outcome.hostname, source: outcome.source };
    }
    outcomes.push(outcome);
    return undefined;
  });
  const gateway = await firstInOrder<FoundGateway>(probes, {
    concurrency: CONCURRENCY,
    preferenceMs: PREFERENCE_MS,
    clock,
    signal,
  });
  if (gateway !== undefined) return gateway;
  throw noneOf(outcomes);
}

/** The error when none of the candidates is the gateway. */
export function noneOf(outcomes: readonly ProbeOutcome[]): DiscoveryError {
  const { problem, advice } = describeOutcomes(outcomes);
  return new DiscoveryError('GATEWAY_NOT_FOUND', `Cannot find the PIA gateway: ${problem}`, advice);
}

function tunnelAddresses(snapshot: NetworkSnapshot): ReadonlySet<string> {
  return new Set(
    usableTunnels(snapshot).flatMap(({ addresses }) => addresses.map(({ address }) => address)),
  );
}

function withoutCandidates(snapshot: NetworkSnapshot): DiscoveryError {
  const usable = usableTunnels(snapshot).map(({ name }) => name);
  if (usable.length > 0) {
    return new DiscoveryError(
      'GATEWAY_NOT_FOUND',
      `Cannot find the PIA gateway: the tunnel ${usable.join(', ')} has no address in 10.0.0.0/8, where PIA numbers its tunnels`,
      'connect it to PIA or set PIA_GATEWAY',
    );
  }
  const up = snapshot.interfaces.filter((each) => each.up);
  if (up.length > 0 && up.every(({ addresses }) => addresses.length === 0)) {
    return new DiscoveryError(
      'NO_TUNNEL',
      'No device shows an address, not even loopback',
      'check that nothing forbids AF_NETLINK (RestrictAddressFamilies of systemd, a seccomp profile), or set PIA_GATEWAY',
    );
  }
  const tunnel = snapshot.interfaces.find(({ kind }) => kind === 'tunnel');
  if (tunnel !== undefined) {
    return new DiscoveryError(
      'NO_TUNNEL',
      `The tunnel ${tunnel.name} has no IPv4 address yet`,
      'check that the VPN is up',
    );
  }
  const names = snapshot.interfaces.map(({ name }) => name).join(', ') || 'none';
  return new DiscoveryError(
    'NO_TUNNEL',
    `There is no VPN tunnel in this network namespace (devices: ${names})`,
    'start the VPN and run in its network, or set PIA_GATEWAY',
  );
}
