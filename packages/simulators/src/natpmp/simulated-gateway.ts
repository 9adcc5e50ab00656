import {
  type ApiReply,
  jsonReply,
  MAPPING_FAILED,
  type MappingProtocol,
} from '@portkeep/natpmp-http-api';
import type { FaultSlot } from '../fault-slot.ts';
import type { Random } from '../random.ts';
import { NATPMP_GATEWAY_FAULTS, type NatPmpFaults, type NatPmpGatewayFault } from './faults.ts';
import { type MappingRecord, MappingTable } from './mapping-table.ts';

/** What the API asks its gateway for: the duration is already cut to the limit. */
export interface GatewayOrder {
  readonly protocol: MappingProtocol;
  readonly internalPort: number;
  readonly durationSeconds: number;
  readonly clientAddress: string;
}

/** What comes back, and the fault that had a part in it. */
export interface GatewayOutcome {
  readonly reply: ApiReply;
  readonly fault: NatPmpGatewayFault | undefined;
}

/** What a {@linkcode SimulatedGateway} is made of. */
export interface SimulatedGatewayOptions {
  readonly random: Random;
  readonly faults: FaultSlot<NatPmpFaults['forward']>;
  readonly grantSeconds: (askedSeconds: number) => number;
  readonly reportsGrant: boolean;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** A NAT-PMP gateway as it looks through the API, with all that can go wrong between the two. */
export class SimulatedGateway {
  readonly table: MappingTable;
  readonly #options: SimulatedGatewayOptions;
  #startedAt: number;

  constructor(options: SimulatedGatewayOptions) {
    this.table = new MappingTable(options.random);
    this.#options = options;
    this.#startedAt = options.startedAt;
  }

  /** Every mapping is gone, and the clock begins again. */
  restart(at: number): void {
    this.table.endAll(at);
    this.#startedAt = at;
  }

  /** Its clock, in seconds since it started. */
  epochAt(at: number): number {
    return Math.floor((at - this.#startedAt) / 1000);
  }

  carryOut(order: GatewayOrder, at: number): GatewayOutcome {
    const fault = this.#takeFault(order, at);
    if (fault === 'gateway-rebooted') this.restart(at);
    if (fault === 'gateway-refused' || fault === 'gateway-silent') {
      return { reply: MAPPING_FAILED, fault };
    }
    const durationSeconds = fault === 'max-duration-zero' ? 0 : order.durationSeconds;
    const given = this.#change({ ...order, durationSeconds }, fault, at);
    if (given === undefined || fault === 'reply-lost') {
      return { reply: MAPPING_FAILED, fault };
    }
    const epoch = this.epochAt(at);
    const reply = jsonReply(200, {
      internal_port: fault === 'wrong-internal-port' ? order.internalPort ^ 1 : order.internalPort,
      external_port: fault === 'zero-port' ? 0 : given.externalPort,
      protocol: fault === 'wrong-protocol' ? other(order.protocol) : order.protocol,
      duration: durationSeconds,
      ...(this.#options.reportsGrant && { lifetime: given.grantedSeconds, epoch }),
    });
    return { reply, fault };
  }

  /** What it grants, zeros for a deletion; `undefined` when the gateway refuses. */
  #change(
    { protocol, internalPort, durationSeconds, clientAddress }: GatewayOrder,
    fault: NatPmpGatewayFault | undefined,
    at: number,
  ): Pick<MappingRecord, 'externalPort' | 'grantedSeconds'> | undefined {
    // Seen with miniupnpd 2.3.1: port 0 deletes the mappings of both protocols.
    if (durationSeconds === 0 && internalPort === 0) this.table.endAll(at);
    else if (durationSeconds === 0) this.table.end(protocol, internalPort, at);
    if (durationSeconds === 0) return { externalPort: 0, grantedSeconds: 0 };
    if (internalPort === 0) return undefined;
    const grantedSeconds = this.#options.grantSeconds(durationSeconds);
    const order = { protocol, internalPort, grantedSeconds, clientAddress };
    const wish = wishOf(fault);
    return this.table.map({ ...order, externalPort: wish }, at);
  }

  /** A fault that could have no effect on this order waits for one on which it has. */
  #takeFault(
    { protocol, internalPort, durationSeconds }: GatewayOrder,
    at: number,
  ): NatPmpGatewayFault | undefined {
    const renews = durationSeconds > 0 && this.table.find(protocol, internalPort, at) !== undefined;
    const paired =
      durationSeconds > 0 && this.table.companion(protocol, internalPort, at) !== undefined;
    const kinds = NATPMP_GATEWAY_FAULTS.filter(
      (fault) =>
        !(fault === 'port-change-on-renewal' && !renews) &&
        !(fault === 'tcp-udp-mismatch' && !paired),
    );
    return this.#options.faults.take(kinds)?.fault;
  }
}

function wishOf(fault: NatPmpGatewayFault | undefined): 'other' | 'lonely' | undefined {
  if (fault === 'port-change-on-renewal') return 'other';
  return fault === 'tcp-udp-mismatch' ? 'lonely' : undefined;
}

function other(protocol: MappingProtocol): MappingProtocol {
  return protocol === 'tcp' ? 'udp' : 'tcp';
}
