import { describeError } from '@portkeep/app-host';
import type { PortMapping, Protocol } from '@portkeep/natpmp-client/core';
import type { KeptPort, Lease, LeaseEvent } from '@portkeep/port-lease';
import { isDeleted } from './is-deleted.ts';
import type { MappingEvent } from './keep-mappings.ts';

/**
 * The state of one protocol's mapping: `pending` before the first, `active`, `degraded` while it
 * lasts but could not be renewed, `lost` when it lapsed.
 */
export type MappingState = 'pending' | 'active' | 'degraded' | 'lost';

/** The mapping of one protocol. */
export interface ProtocolMapping {
  readonly state: MappingState;
  /** The mapping that exists or existed; a lost one ends when the loss was noticed. */
  readonly lease?: Lease<PortMapping> | undefined;
  /** What fails at present. */
  readonly trouble?: { readonly text: string; readonly retryAt: number } | undefined;
  /** The gateway has restarted since: there is a mapping only if the next request succeeds. */
  readonly forgotten?: boolean | undefined;
}

/** What an event of one protocol means for all. */
export interface CombinedChange {
  /** For the overall status: what happened to the mappings as one lease, in order. */
  readonly leases: readonly LeaseEvent<KeptPort>[];
  /** The mapping of this protocol has just been lost. */
  readonly lost?: boolean | undefined;
  /** What the sinks should hold from now on; `null`: no port. */
  readonly publish?: KeptPort | null | undefined;
  /** The gateway moved a mapping to another external port. */
  readonly portChange?: { readonly from: number; readonly to: number } | undefined;
  /** Tcp and udp have just been found to have different external ports. */
  readonly mismatch?: { readonly tcp: number; readonly udp: number } | undefined;
}

/** Options of {@linkcode CombinedMapping}. */
export interface CombinedMappingOptions {
  readonly protocols: readonly Protocol[];
  /** `host:port` of the API. */
  readonly gateway: string;
}

/** A mapping that is due this soon, or overdue, is about to be renewed. */
export const SOON_MS = 50;

/** Combines the mappings of all protocols into one port. Pure: the time is passed in. */
export class CombinedMapping {
  readonly #options: CombinedMappingOptions;
  readonly #entries = new Map<Protocol, ProtocolMapping>();
  #mismatch: { readonly tcp: number; readonly udp: number } | undefined;

  constructor(options: CombinedMappingOptions) {
    this.#options = options;
    for (const protocol of options.protocols) this.#entries.set(protocol, { state: 'pending' });
  }

  /** The state of each enabled protocol. */
  get entries(): ReadonlyMap<Protocol, ProtocolMapping> {
    return this.#entries;
  }

  /** The external ports, when tcp and udp were found to have different ones. */
  get mismatch(): { readonly tcp: number; readonly udp: number } | undefined {
    return this.#mismatch;
  }

  /** Records an event, at `now` in epoch milliseconds. */
  apply(
    { protocol, event, gatewayRestarted }: Omit<MappingEvent, 'source'>,
    now: number,
  ): CombinedChange {
    if (gatewayRestarted) {
      for (const [each, entry] of this.#entries) {
        this.#entries.set(each, { ...entry, forgotten: true });
      }
    }
    const before = this.#entries.get(protocol) ?? { state: 'pending' };
    const after = entryAfter(before, event, now);
    this.#entries.set(protocol, after);
    const failed = event.type === 'failed' ? [event] : [];
    if (after.state === 'lost' && before.state !== 'lost') return this.#loss(protocol, now, failed);
    if (event.type === 'failed' || event.type === 'lost') return { leases: failed };
    const whole = this.#whole(now);
    const published = this.#entries.get(this.#publishedProtocol);
    return {
      leases: whole === undefined ? [] : [{ type: event.type, lease: whole }],
      publish: published?.state === 'lost' ? undefined : whole?.value,
      portChange: portChange(before.lease, event.lease),
      mismatch: this.#newMismatch(now),
    };
  }

  #loss(protocol: Protocol, now: number, failed: readonly LeaseEvent<KeptPort>[]): CombinedChange {
    const whole = this.#whole(now);
    if (whole === undefined) return { lost: true, leases: failed };
    const publish = protocol === this.#publishedProtocol ? null : undefined;
    return { lost: true, leases: [...failed, { type: 'lost', lease: whole }], publish };
  }

  /** The port of tcp represents both. */
  get #publishedProtocol(): Protocol {
    return this.#entries.has('tcp') ? 'tcp' : 'udp';
  }

  /** All mappings as one lease, once there is one of each protocol. */
  #whole(now: number): Lease<KeptPort> | undefined {
    const leases = [...this.#entries.values()].flatMap((entry) => leaseAt(entry, now) ?? []);
    const port = this.#entries.get(this.#publishedProtocol)?.lease?.value;
    if (port === undefined || leases.length < this.#entries.size) return undefined;
    const renewAt = Math.min(...leases.map((lease) => lease.renewAt));
    const expiresAt = Math.min(...leases.map((lease) => lease.expiresAt));
    const { gateway } = this.#options;
    const value = {
      port: port.externalPort,
      internalPort: port.internalPort,
      protocol: this.#entries.size > 1 ? 'tcp,udp' : port.protocol,
      renewedAt: now,
      renewAt,
      expiresAt,
      gateway,
      hostname: null,
      tunnelIdentity: gateway,
    } as const;
    return { value, renewAt, expiresAt };
  }

  /** Checks only when both were confirmed in one cycle: one that is due may have moved as well. */
  #newMismatch(now: number): CombinedChange['mismatch'] {
    const entries = [...this.#entries.values()];
    const settled = entries.every(
      ({ state, lease }) => state === 'active' && (lease?.renewAt ?? 0) > now + SOON_MS,
    );
    if (!settled) return undefined;
    const tcp = this.#entries.get('tcp')?.lease?.value.externalPort;
    const udp = this.#entries.get('udp')?.lease?.value.externalPort;
    const before = this.#mismatch;
    this.#mismatch =
      tcp === undefined || udp === undefined || tcp === udp ? undefined : { tcp, udp };
    const known = this.#mismatch?.tcp === before?.tcp && this.#mismatch?.udp === before?.udp;
    return known ? undefined : this.#mismatch;
  }
}

function entryAfter(
  before: ProtocolMapping,
  event: LeaseEvent<PortMapping>,
  now: number,
): ProtocolMapping {
  if (event.type !== 'failed' && event.type !== 'lost') {
    return { state: 'active', lease: event.lease };
  }
  const { state, lease } = before;
  const trouble =
    event.type === 'lost'
      ? before.trouble
      : { text: describeError(event.error), retryAt: event.retryAt };
  const isHeld = state === 'active' || state === 'degraded';
  const isGone = event.type === 'lost' || isDeleted(event.error) || before.forgotten;
  if (isHeld && isGone) {
    return { state: 'lost', lease: leaseAt({ state: 'lost', lease }, now), trouble };
  }
  return { state: state === 'active' ? 'degraded' : state, lease, trouble };
}

/** A lost mapping is over, whatever its time says: the wall clock may have been set back. */
function leaseAt({ state, lease }: ProtocolMapping, now: number): Lease<PortMapping> | undefined {
  if (state !== 'lost' || lease === undefined) return lease;
  return { ...lease, expiresAt: Math.min(lease.expiresAt, now) };
}

function portChange(
  before: Lease<PortMapping> | undefined,
  after: Lease<PortMapping>,
): CombinedChange['portChange'] {
  const [from, to] = [before?.value.externalPort, after.value.externalPort];
  return from === undefined || from === to ? undefined : { from, to };
}
