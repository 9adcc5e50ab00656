import {
  ADDRESS_PATH,
  addressReply,
  BAD_PROTOCOL,
  CLIENT_FAILED,
  forMethod,
  healthReply,
  type MappingProtocol,
  type NatPmpAsk,
  pathOf,
  readApiRequest,
  refuseAddressRequest,
  textReply,
  UNAUTHORIZED,
} from '@portkeep/natpmp-http-api';
import type { FaultOptions } from '../fault-slot.ts';
import { createRandom } from '../random.ts';
import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import { exchangeReply } from './exchange-faults.ts';
import { type ActiveNatPmpFaults, NatPmpFaultBoard } from './fault-board.ts';
import { NATPMP_REFUSAL_FAULTS, type NatPmpFaults, type NatPmpFaultTarget } from './faults.ts';
import type { MappingRecord } from './mapping-table.ts';
import type { NatPmpApiSimulatorOptions } from './natpmp-api-simulator-options.ts';
import type { NatPmpRequestRecord } from './natpmp-request-record.ts';
import { SimulatedGateway } from './simulated-gateway.ts';
import { WorkerPool } from './worker-pool.ts';

/** The API always gives the gateway so much time, whether it needs it or not. */
export const GATEWAY_WAIT_MS: number = 250;
const NO_ROUTE_MS = 1;
const DEFAULT_SLOW_MS = 5_000;

/** What the client meets, and when. */
export type NatPmpReply = SimulatedReply & {
  /** Milliseconds after the request until it is there. */
  readonly delayMs: number;
};

/** An answer, how long it keeps a worker busy, and what is to be known of it. */
interface Answer extends Pick<NatPmpRequestRecord, 'asked' | 'fault'> {
  readonly reply: SimulatedReply;
  readonly delayMs: number;
}

/**
 * The HTTP API before a NAT-PMP gateway, and the gateway, as a state machine: no socket, no timer,
 * the clock a parameter. Statuses, texts and headers follow exchanges with `natpmp-http-api` 1.0.1.
 *
 * @example
 * ```ts
 * import { NatPmpApiSimulator } from '@portkeep/simulators';
 *
 * const simulator = new NatPmpApiSimulator({ grantSeconds: () => 60 });
 * const reply = simulator.handle({
 *   method: 'POST',
 *   url: '/forward',
 *   headers: { 'content-type': 'application/json' },
 *   body: '{"internal_port":6881,"protocol":"tcp","duration":300}',
 *   sourceAddress: '10.42.0.7',
 * });
 * // reply: { kind: 'reply', status: 200, body: '{"internal_port":6881,...', delayMs: 250, ... }
 * // simulator.mappings: [{ protocol: 'tcp', internalPort: 6881, grantedSeconds: 60, ... }]
 * ```
 */
export class NatPmpApiSimulator {
  /** Every request, oldest first. */
  readonly requests: NatPmpRequestRecord[] = [];
  /** Every mapping ever, oldest first. */
  readonly history: readonly MappingRecord[];
  readonly #now: () => number;
  readonly #maxDurationSeconds: number;
  readonly #faults = new NatPmpFaultBoard();
  readonly #gateway: SimulatedGateway;
  readonly #workers: WorkerPool;
  readonly #externalAddress: string | undefined;
  #token: string | undefined;
  #onChange = (): void => {};

  constructor(options: NatPmpApiSimulatorOptions = {}) {
    this.#now = options.now ?? Date.now;
    this.#token = options.token;
    this.#externalAddress = options.externalAddress;
    // An unsigned number of 32 bits, as the API has it: -1 is no limit, -2 hardly one.
    this.#maxDurationSeconds = (options.maxDurationSeconds ?? 300) >>> 0;
    this.#workers = new WorkerPool(options.workers ?? 2);
    const random = createRandom(options.seed ?? 1);
    const { grantSeconds = (asked) => asked, reportsGrant = false } = options;
    this.#gateway = new SimulatedGateway({
      ...{ random, grantSeconds, reportsGrant },
      faults: this.#faults.slots.forward,
      startedAt: this.#now(),
    });
    this.history = this.#gateway.table.history;
  }

  /** The mappings that stand now. */
  get mappings(): readonly MappingRecord[] {
    return this.#gateway.table.liveAt(this.#now());
  }

  /** The faults in force. */
  get faults(): ActiveNatPmpFaults {
    return this.#faults.active;
  }

  /** False when a connection would be refused. */
  get reachable(): boolean {
    const fault = this.#faults.slots.service.active;
    return !(fault?.fault === 'refuse' && fault.remaining === null);
  }

  /** The mapping of a port at that time, if there was one. */
  mappingAt(
    protocol: MappingProtocol,
    internalPort: number,
    at: number,
  ): MappingRecord | undefined {
    return this.#gateway.table.find(protocol, internalPort, at);
  }

  /** Whether a port was mapped at that time, to whatever external port. */
  wasMapped(protocol: MappingProtocol, internalPort: number, at: number): boolean {
    return this.mappingAt(protocol, internalPort, at) !== undefined;
  }

  /** The token that clients have to show from now on; `undefined` for none. */
  setToken(token: string | undefined): void {
    this.#token = token;
  }

  /** The gateway moves a mapping to another external port, which a client sees when it renews. */
  changeExternalPort(protocol: MappingProtocol, internalPort: number): MappingRecord | undefined {
    return this.#gateway.table.move(protocol, internalPort, this.#now());
  }

  /** The gateway starts again: every mapping is gone. */
  rebootGateway(): void {
    this.#gateway.restart(this.#now());
  }

  /**
   * Makes a target fail. A newer fault of the same target replaces an older one.
   *
   * @throws {RangeError} when `times` is not a whole number above 0
   */
  setFault<T extends NatPmpFaultTarget>(
    target: T,
    fault: NatPmpFaults[T],
    options: FaultOptions = {},
  ): void {
    this.#faults.slots[target].set(fault, options);
    this.#onChange();
  }

  /** Ends every fault. */
  clearFaults(): void {
    this.#faults.clear();
    this.#onChange();
  }

  /** Called after anything that can change {@linkcode NatPmpApiSimulator.reachable}. */
  onReachabilityChange(listener: () => void): void {
    this.#onChange = listener;
  }

  /** Answers one request. Whatever it does to the gateway is done, even if nobody waits. */
  handle(request: SimulatedRequest): NatPmpReply {
    const at = this.#now();
    const { reply, delayMs, asked, fault } = this.#answer(request, at);
    const { method, sourceAddress } = request;
    const status = reply.kind === 'reply' ? reply.status : undefined;
    const path = pathOf(request);
    this.requests.push({ at, method, path, sourceAddress, asked, fault, status, delayMs });
    return { ...reply, delayMs };
  }

  #answer(request: SimulatedRequest, at: number): Answer {
    const refused = this.#faults.slots.service.take(['refuse']);
    if (refused !== undefined) return failed({ kind: 'refuse' }, 'refuse');
    const fault = this.#faults.takeExchange(pathOf(request));
    const reply = fault && exchangeReply(fault);
    if (reply !== undefined) return failed(reply, fault?.fault);
    const answer = this.#work(request, at);
    if (fault === undefined) return answer;
    const delayMs = answer.delayMs + (fault.delayMs ?? DEFAULT_SLOW_MS);
    return { ...answer, delayMs, fault: fault.fault };
  }

  #work(request: SimulatedRequest, at: number): Answer {
    const message = { ...request, body: Buffer.from(request.body) };
    const read = readApiRequest(message, this.#token);
    const start = this.#workers.take(at, 0);
    const ready = { delayMs: start - at, asked: undefined, fault: undefined };
    const address = this.#externalAddress;
    if (address !== undefined && pathOf(request) === ADDRESS_PATH) {
      const reply = addressReply(address, this.#gateway.epochAt(start));
      const refusal = refuseAddressRequest(message, this.#token);
      return { ...ready, reply: refusal ?? forMethod(request, reply) };
    }
    if (read.kind === 'answered') return { ...ready, reply: read.reply };
    if (read.kind === 'forward') return this.#forward(read.ask, at, request.sourceAddress);
    return { ...ready, reply: forMethod(request, healthReply(start)) };
  }

  #forward(asked: NatPmpAsk, at: number, clientAddress: string): Answer {
    const fault = this.#faults.slots.forward.take(NATPMP_REFUSAL_FAULTS)?.fault;
    const { protocol } = asked;
    if (fault !== undefined || protocol === undefined) {
      const reply = fault === undefined ? BAD_PROTOCOL : REFUSALS[fault];
      const busyMs = fault === 'client-failed' ? NO_ROUTE_MS : 0;
      const delayMs = this.#workers.take(at, busyMs) + busyMs - at;
      return { reply, fault, delayMs, asked };
    }
    const durationSeconds = Math.min(asked.durationSeconds, this.#maxDurationSeconds);
    const start = this.#workers.take(at, GATEWAY_WAIT_MS);
    const order = { protocol, internalPort: asked.internalPort, durationSeconds, clientAddress };
    const outcome = this.#gateway.carryOut(order, start);
    return { ...outcome, delayMs: start + GATEWAY_WAIT_MS - at, asked };
  }
}

const REFUSALS = {
  unauthorized: UNAUTHORIZED,
  'bad-request': textReply(
    422,
    'Failed to deserialize the JSON body into the target type: missing field `duration` at line 1 column 39',
  ),
  'client-failed': CLIENT_FAILED,
} as const;

function failed(reply: SimulatedReply, fault: string | undefined): Answer {
  return { reply, fault, delayMs: 0, asked: undefined };
}
