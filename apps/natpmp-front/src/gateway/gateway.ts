import type { ExternalAddress } from './address-packet.ts';
import { EpochWatch } from './epoch-watch.ts';
import { GatewayFailure } from './gateway-failure.ts';
import type { GatewayLine } from './gateway-line.ts';
import { type GrantedMapping, GrantedMappings } from './granted-mappings.ts';
import type { MappingGrant, MappingOrder } from './mapping-packet.ts';
import { addressQuestion, mappingQuestion, type Question } from './question.ts';

/** Receives what happens to the gateway. */
export interface GatewayAudience {
  /** The gateway answered, or why it did not. */
  answered(): void;
  failed(failure: GatewayFailure): void;
  /** The gateway has lost its table; the mappings that had not expired are requested again. */
  restarted(epochSeconds: number, mappings: number): void;
}

/** The front's own questions take turns with its callers as those of one caller. */
const ITSELF = 'the front itself';

/** The answers to a restoration must not begin the next one when the gateway's clock jumps. */
const RESTORE_EVERY_MS = 30_000;

/**
 * A real NAT-PMP gateway: remembers what it granted, and requests it again after the gateway has
 * restarted.
 */
export class Gateway {
  readonly #line: GatewayLine;
  readonly #audience: readonly GatewayAudience[];
  readonly #epoch = new EpochWatch();
  readonly #granted = new GrantedMappings();
  readonly #stopped: AbortSignal;
  /** On the clock of `performance.now()`. */
  #restoredAt = Number.NEGATIVE_INFINITY;
  #isLookedFor = false;

  /** @param stopped ends everything that is under way. */
  constructor(line: GatewayLine, audience: readonly GatewayAudience[], stopped: AbortSignal) {
    this.#line = line;
    this.#audience = audience;
    this.#stopped = stopped;
  }

  /** Mappings that have not expired. */
  get mappings(): number {
    return this.#granted.count(performance.now());
  }

  /**
   * Makes, renews or, for a lifetime of 0, deletes a mapping. A renewal suggests the port it had.
   *
   * @throws {GatewayFailure} when it is not granted.
   */
  async map(order: MappingOrder, caller: string, signal: AbortSignal): Promise<MappingGrant> {
    const deletes = order.lifetimeSeconds === 0;
    const question = mappingQuestion(order, () => (deletes ? 0 : this.#granted.portOf(order)));
    const grant = await this.#ask(question, caller, signal, order);
    const { lifetimeSeconds } = grant;
    if (deletes) this.#granted.delete(order);
    else if (grant.externalPort === 0 || lifetimeSeconds === 0) {
      throw new GatewayFailure('empty-grant');
    } else {
      const expiresAt = performance.now() + lifetimeSeconds * 1_000;
      this.#granted.add({ ...order, externalPort: grant.externalPort, expiresAt });
    }
    return grant;
  }

  /**
   * Asks for its external address.
   *
   * @throws {GatewayFailure} when it has none, or does not report it.
   */
  async externalAddress(signal: AbortSignal, caller: string = ITSELF): Promise<ExternalAddress> {
    const answer = await this.#ask(addressQuestion(), caller, signal);
    if (answer.address === '0.0.0.0') throw new GatewayFailure('empty-grant');
    return answer;
  }

  async #ask<T extends { readonly epochSeconds: number }>(
    question: Question<T>,
    caller: string,
    signal: AbortSignal,
    order?: MappingOrder,
  ): Promise<T> {
    try {
      const either = AbortSignal.any([signal, this.#stopped]);
      const answer = await this.#line.ask(question, caller, either);
      for (const each of this.#audience) each.answered();
      if (this.#epoch.notice(answer.epochSeconds, performance.now())) this.#restore(answer, order);
      return answer;
    } catch (error) {
      if (error instanceof GatewayFailure) {
        for (const each of this.#audience) each.failed(error);
        if (error.reason === 'no-reply' && order !== undefined) this.#lookForIt();
      }
      throw error;
    }
  }

  /** It may be silent about one port only: its address then shows that it is there. */
  #lookForIt(): void {
    if (this.#isLookedFor) return;
    this.#isLookedFor = true;
    const done = () => {
      this.#isLookedFor = false;
    };
    this.externalAddress(this.#stopped).then(done, done);
  }

  /**
   * After a gateway has lost its table, all of it is requested again (RFC 6886, 3.7).
   *
   * @param answered the mapping that it has just granted, and therefore has.
   */
  #restore({ epochSeconds }: { readonly epochSeconds: number }, answered?: MappingOrder): void {
    const now = performance.now();
    // Two gateways at one address, or a faulty clock. Renewals by clients restore what a second
    // restart has lost.
    if (now - this.#restoredAt < RESTORE_EVERY_MS) return;
    this.#restoredAt = now;
    const lost = this.#granted
      .at(now)
      .filter((each) => answered === undefined || !isSame(each, answered));
    for (const each of this.#audience) each.restarted(epochSeconds, lost.length);
    for (const mapping of lost) this.#mapAgain(mapping);
  }

  #mapAgain({ protocol, internalPort, lifetimeSeconds }: GrantedMapping): void {
    const order = { protocol, internalPort, lifetimeSeconds };
    // A failure is left to the next renewal, whose caller sees it.
    this.map(order, ITSELF, this.#stopped).catch(() => {});
  }
}

function isSame(a: MappingOrder, b: MappingOrder): boolean {
  return a.protocol === b.protocol && a.internalPort === b.internalPort;
}
