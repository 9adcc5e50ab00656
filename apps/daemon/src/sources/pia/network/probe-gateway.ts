import { codeOf } from '@portkeep/app-host';
import type { GatewayCandidate } from './gateway-candidates.ts';
import type { SourceAddress } from './source-address.ts';

/** `learnHostname` of `@portkeep/pia-client/node`: verifies the chain, sends no HTTP. */
export type LearnHostname = (target: {
  readonly address: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}) => Promise<{ readonly hostname: string }>;

/** The outcome for one candidate; without `code` it is the gateway. */
export interface ProbeOutcome extends GatewayCandidate {
  /** A `PIA_…` code, `OUTSIDE_TUNNEL`, or any other code with which the handshake failed. */
  readonly code?: string | undefined;
  /** The name in the verified certificate. */
  readonly hostname?: string | undefined;
}

/** Options of {@link probeGateway}. */
export interface ProbeOptions {
  readonly learnHostname: LearnHostname;
  readonly port: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** The only accepted name. */
  readonly hostname?: string | undefined;
  /** The tunnels' own addresses, one of which must be the source; undefined = any source. */
  readonly sources?: ReadonlySet<string> | undefined;
  readonly sourceAddress: SourceAddress;
}

/** Tries one candidate. A failure is an outcome; this rejects only after an abort. */
export async function probeGateway(
  candidate: GatewayCandidate,
  options: ProbeOptions,
): Promise<ProbeOutcome> {
  const { learnHostname, port, timeoutMs, signal, sources, sourceAddress } = options;
  const { address } = candidate;
  try {
    if (sources !== undefined) {
      const source = await sourceAddress(address);
      if (source === undefined || !sources.has(source)) {
        return { ...candidate, code: 'OUTSIDE_TUNNEL' };
      }
    }
    const { hostname } = await learnHostname({ address, port, timeoutMs, signal });
    // Names such as Server-11555-2a contain capitals; PIA's own clients differ in their case.
    const wanted = (options.hostname ?? hostname).toLowerCase() === hostname.toLowerCase();
    return { ...candidate, hostname, code: wanted ? undefined : 'PIA_WRONG_HOSTNAME' };
  } catch (error) {
    signal.throwIfAborted();
    const code = codeOf(error);
    if (code === undefined) throw error;
    return { ...candidate, code };
  }
}
