import type { Protocol } from '@portkeep/natpmp-client/core';
import type { Simulation } from './simulation.ts';

/** A failed or slow request within this time before a mapping lapses excuses it. */
const LAST_CHANCE_MS = 1_600;
const SLOW_MS = 900;

/** Checks that the sidecar keeps its promises; the simulator's mapping table is the evidence. */
export class Watchman {
  /** When something happened to the gateway that no answer of the API shows, in true time. */
  gatewayHitAt = Number.NEGATIVE_INFINITY;
  /** When a clock was set or the machine slept, from and to, in true time. */
  readonly clockHits: { readonly from: number; readonly to: number }[] = [];
  /** When the sidecar was asked to try at once. */
  readonly hurriedAt: number[] = [];
  readonly #simulation: Simulation;
  #seenEvents = 0;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  /** To be called at every moment. @throws {Error} when a promise is broken. */
  readonly look = (): void => {
    const { ended, road, settings } = this.#simulation;
    if (ended !== undefined) throw ended;
    if (road.mostAtOnce > 1) throw new Error('Two requests at once');
    if (this.#simulation.ready) {
      for (const protocol of settings.protocols) this.#checkReadiness(protocol);
    }
    const { events } = this.#simulation;
    for (; this.#seenEvents < events.length; this.#seenEvents += 1) {
      const entry = events[this.#seenEvents];
      if (entry?.event.type === 'lost') this.#checkLoss(entry.protocol, entry.at);
    }
  };

  /** Every proper answer was used, and the API was not asked too often. */
  checkTraffic(): void {
    const { road, settings, events } = this.#simulation;
    const restarts = events.flatMap(({ gatewayRestarted, at }) => (gatewayRestarted ? at : []));
    const hurries = [...this.hurriedAt, ...restarts];
    for (const protocol of settings.protocols) {
      const sent = road.exchanges.filter((exchange) => exchange.protocol === protocol);
      // An answer that comes after the clock has jumped over the mapping's end is not used.
      const told = sent.flatMap(({ externalPort, sentAt, endedAt }) =>
        externalPort === 0 || this.#clockHit(sentAt, endedAt) ? [] : externalPort,
      );
      const heard = this.#simulation.events.flatMap(({ protocol: of, event }) =>
        of === protocol && 'lease' in event && event.type !== 'lost'
          ? event.lease.value.externalPort
          : [],
      );
      if (portChanges(told) !== portChanges(heard))
        throw new Error(`Not every ${protocol} answer was heard`);
      for (const [index, { sentAt, endedAt, externalPort, status = 0 }] of sent.entries()) {
        const next = sent[index + 1];
        if (next === undefined) continue;
        // A mapping made late in a cycle is renewed with the others at its end.
        if (externalPort !== 0) continue;
        const least = status >= 400 && status < 500 ? settings.refreshMs - 1 : 450;
        const hurried = hurries.some((at) => at >= sentAt && at <= next.sentAt);
        const jumped = this.#clockHit(endedAt, next.sentAt);
        if (next.sentAt - endedAt < least && !hurried && !jumped) {
          const gap = next.sentAt - endedAt;
          throw new Error(`${protocol} asked again ${gap} ms after ${status} at ${endedAt}`);
        }
        const tenth = sent[index + 20];
        const ms = (tenth?.sentAt ?? Number.POSITIVE_INFINITY) - endedAt;
        if (ms < 60_000 && this.hurriedAt.length === 0) throw new Error('Hammers the API');
      }
    }
  }

  #checkReadiness(protocol: Protocol): void {
    const { api, machine, settings, road } = this.#simulation;
    const now = machine.trueTime();
    if (api.wasMapped(protocol, settings.internalPort, now)) return;
    const confirmed = road.exchanges.findLast(
      (exchange) => exchange.protocol === protocol && exchange.externalPort !== 0,
    );
    // No answer shows that the gateway has restarted.
    if (this.gatewayHitAt > (confirmed?.sentAt ?? 0)) return;
    throw new Error(`Ready, and yet ${protocol} is not mapped at ${now}`);
  }

  #checkLoss(protocol: Protocol, at: number): void {
    const { road, settings } = this.#simulation;
    if (this.#clockHit(at - settings.durationSeconds * 1_000, at)) return;
    const excuse = road.exchanges.findLast(({ sentAt, endedAt, externalPort }) => {
      const troubled = externalPort === 0 || endedAt - sentAt > SLOW_MS;
      return troubled && endedAt >= at - LAST_CHANCE_MS && sentAt <= at;
    });
    if (excuse !== undefined) return;
    const last = road.exchanges.findLast(
      (exchange) => exchange.protocol === protocol && exchange.endedAt <= at,
    );
    const refused = last?.status !== undefined && last.status >= 400 && last.status < 500;
    if (refused && at - last.endedAt <= settings.refreshMs) return;
    throw new Error(`The ${protocol} mapping was lost at ${at} for no reason`);
  }

  #clockHit(after: number, before: number): boolean {
    return this.clockHits.some(({ from, to }) => to >= after && from <= before);
  }
}

function portChanges(ports: readonly number[]): string {
  return ports.filter((port, index) => port !== ports[index - 1]).join();
}
