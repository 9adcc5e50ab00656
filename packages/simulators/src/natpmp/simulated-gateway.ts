import {
  type ApiReply,
  jsonReply,
  MAPPING_FAILED,
  type MappingProtocol,
} from '@portkeep/natpmp-http-api';
import type { FaultSlot } from '../fault-slot.ts';
import type { Random } from '../random.ts';
import { NATPMP_GATEWAY_FAULTS, type NatPmpFaults, type NatPmpGatewayFault } from './faults.ts';
import { MappingTable } from './mapping-table.ts';

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

/** A NAT-PMP gateway as it looks through the API, with all that can go wrong between the two. */
export class SimulatedGateway {
  readonly table: MappingTable;
  readonly #faults: FaultSlot<NatPmpFaults['forward']>;
  readonly #grantSeconds: (askedSeconds: number) => number;

  constructor(
    random: Random,
    faults: FaultSlot<NatPmpFaults['forward']>,
    grantSeconds: (askedSeconds: number) => number,
  ) {
    this.table = new MappingTable(random);
    this.#faults = faults;
    this.#grantSeconds = grantSeconds;
  }

  carryOut(order: GatewayOrder, at: number): GatewayOutcome {
    const fault = this.#takeFault(order, at);
    if (fault === 'gateway-rebooted') this.table.endAll(at);
    if (fault === 'gateway-refused' || fault === 'gateway-silent') {
      return { reply: MAPPING_FAILED, fault };
    }
    const durationSeconds = fault === 'max-duration-zero' ? 0 : order.durationSeconds;
    const externalPort = this.#change({ ...order, durationSeconds }, fault, at);
    if (externalPort === undefined || fault === 'reply-lost') {
      return { reply: MAPPING_FAILED, fault };
    }
    const reply = jsonReply(200, {
      internal_port: fault === 'wrong-internal-port' ? order.internalPort ^ 1 : order.internalPort,
      external_port: fault === 'zero-port' ? 0 : externalPort,
      protocol: fault === 'wrong-protocol' ? other(order.protocol) : order.protocol,
      duration: durationSeconds,
    });
    return { reply, fault };
  }

  /** The external port, 0 for a deletion; `undefined` when the gateway refuses. */
  #change(
    { protocol, internalPort, durationSeconds, clientAddress }: GatewayOrder,
    fault: NatPmpGatewayFault | undefined,
    at: number,
  ): number | undefined {
    // Seen with miniupnpd 2.3.1: port 0 deletes the mappings of both protocols.
    if (durationSeconds === 0 && internalPort === 0) this.table.endAll(at);
    else if (durationSeconds === 0) this.table.end(protocol, internalPort, at);
    if (durationSeconds === 0) return 0;
    if (internalPort === 0) return undefined;
    const grantedSeconds = this.#grantSeconds(durationSeconds);
    const order = { protocol, internalPort, grantedSeconds, clientAddress };
    const wish = wishOf(fault);
    return this.table.map({ ...order, externalPort: wish }, at).externalPort;
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
    return this.#faults.take(kinds)?.fault;
  }
}

function wishOf(fault: NatPmpGatewayFault | undefined): 'other' | 'lonely' | undefined {
  if (fault === 'port-change-on-renewal') return 'other';
  return fault === 'tcp-udp-mismatch' ? 'lonely' : undefined;
}

function other(protocol: MappingProtocol): MappingProtocol {
  return protocol === 'tcp' ? 'udp' : 'tcp';
}
