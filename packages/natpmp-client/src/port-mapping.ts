import { type AnyNatPmpError, NatPmpError } from './natpmp-error.ts';

/** What is mapped: each protocol separately. */
export type Protocol = 'tcp' | 'udp';

/**
 * What names a mapping at one API. Two callers of the same API that ask for the same pair share one
 * mapping, and each of them can release it under the other.
 */
export interface MappingTarget {
  /** The protocol. */
  readonly protocol: Protocol;
  /** The port on the API's own host that the mapping leads to, 1–65535. */
  readonly internalPort: number;
}

/** A mapping to ask for. */
export interface MappingRequest extends MappingTarget {
  /** For how long, in whole seconds, 1–4294967295. ProtonVPN grants 60. @default {60} */
  readonly lifetimeSeconds?: number | undefined;
}

/** A mapping as the API confirmed it. */
export interface PortMapping extends MappingTarget {
  /**
   * The port that the outside sees, 1–65535. It may change at any renewal, and those of tcp and udp
   * may differ.
   */
  readonly externalPort: number;
  /**
   * How long the mapping lasts, in seconds from 1, as far as the API reports it: the asked lifetime,
   * cut down to the API's own maximum and to {@link PortMapping.grantedSeconds}. **Where that is not
   * known, the gateway may have granted less.**
   */
  readonly lifetimeSeconds: number;
  /** The lifetime that was asked for, in seconds. */
  readonly askedSeconds: number;
  /** Whether the API reports less than was asked for. */
  readonly clamped: boolean;
  /**
   * What the gateway granted, in seconds, if the API reports it: Portkeep's front does,
   * `natpmp-http-api` does not.
   */
  readonly grantedSeconds?: number | undefined;
  /**
   * The gateway's clock, in seconds since it began its table of mappings, if the API reports it. When
   * it has gone back since an earlier reply, all mappings made before are gone (RFC 6886, 3.6).
   */
  readonly epochSeconds?: number | undefined;
}

/** The outcome for one protocol. */
export type MappingResult =
  | { readonly ok: true; readonly protocol: Protocol; readonly mapping: PortMapping }
  | { readonly ok: false; readonly protocol: Protocol; readonly error: AnyNatPmpError };

const MAX_LIFETIME = 2 ** 32 - 1;

/** Names what is done to a mapping, for messages, e.g. `map tcp port 6881`. */
export function describeMapping(verb: 'map' | 'release', target: MappingTarget): string {
  return `${verb} ${target?.protocol} port ${String(target?.internalPort)}`;
}

/**
 * Checks what a mapping is named by. Port 0 above all: with duration 0 it deletes every mapping of
 * the API's host, those of other callers too.
 *
 * @throws {NatPmpError} `NATPMP_BAD_REQUEST`.
 */
export function checkTarget(verb: 'map' | 'release', target: MappingTarget): void {
  const refuse = (problem: string, advice: string) =>
    new NatPmpError('NATPMP_BAD_REQUEST', `Cannot ${verb} the port: ${problem}`, advice);
  if (typeof target !== 'object' || target === null) {
    throw refuse('it is not named', 'give its protocol and number');
  }
  const { internalPort, protocol } = target;
  if (protocol !== 'tcp' && protocol !== 'udp') {
    throw refuse('the protocol is neither "tcp" nor "udp"', 'use one of these');
  }
  if (!Number.isInteger(internalPort) || internalPort < 1 || internalPort > 65_535) {
    throw refuse(`${String(internalPort)} is not a port`, 'use a whole number from 1 to 65535');
  }
}

/**
 * Checks for which protocols a port is mapped.
 *
 * @throws {NatPmpError} `NATPMP_BAD_REQUEST`.
 */
export function checkProtocols(protocols: readonly Protocol[]): void {
  if (Array.isArray(protocols)) return;
  throw new NatPmpError(
    'NATPMP_BAD_REQUEST',
    'Cannot map the port: the protocols are not a list',
    'give "tcp", "udp" or both in a list',
  );
}

/**
 * Checks a lifetime. 0 is refused: to the API it means "delete".
 *
 * @throws {NatPmpError} `NATPMP_BAD_REQUEST`.
 */
export function checkLifetime(target: MappingTarget, seconds: number): void {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_LIFETIME) return;
  throw new NatPmpError(
    'NATPMP_BAD_REQUEST',
    `Cannot ${describeMapping('map', target)}: ${String(seconds)} is not a lifetime`,
    `use whole seconds from 1 to ${MAX_LIFETIME}, or release the mapping`,
  );
}
