import { describeError, isoSeconds, type Log, type PortAnnouncement } from '@portkeep/app-host';
import type { Protocol } from '@portkeep/natpmp-client/core';
import type { LeaseEvent, SinkEvent } from '@portkeep/port-lease';
import type { BoardNews } from '../mapping/mapping-board.ts';

const MINUTE_MS = 60_000;

/** Tells what matters beyond the single requests: lost and moved ports, and the sinks. */
export class EventLog {
  readonly #log: Log;
  readonly #now: () => number;
  readonly #told = new Map<string, { readonly text: string; readonly at: number }>();

  constructor(log: Log, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  mapping(
    protocol: Protocol,
    event: LeaseEvent<unknown>,
    { portChange, mismatch }: BoardNews,
  ): void {
    if (event.type === 'lost') {
      this.#log.error(`The ${protocol} mapping is lost: it was not renewed in time; trying on`);
    }
    if (portChange !== undefined) {
      const { from, to } = portChange;
      this.#log.warn(`The external ${protocol} port changed from ${from} to ${to}`);
    }
    if (mismatch !== undefined) {
      const { tcp, udp } = mismatch;
      this.#log.warn(
        `tcp/udp mismatch: the external port is ${tcp} for tcp and ${udp} for udp; the one of tcp is published`,
      );
    }
  }

  sink({ type, sink, value, error, retryAt }: SinkEvent<PortAnnouncement>): void {
    const retry = retryAt === undefined ? {} : { retry_at: isoSeconds(retryAt) };
    if (type === 'failed') {
      const text = `${sink} could not be told the port: ${describeError(error)}`;
      this.#log[this.#isNew(sink, text) ? 'warn' : 'debug'](text, retry);
      return;
    }
    if (type === 'contended') {
      const text = `${sink} is changed by somebody else again and again; left alone`;
      this.#log.warn(text, retry);
      return;
    }
    this.#told.delete(sink);
    if (type === 'withdrawn') this.#log.info(`${sink} holds no port now`);
    else if (type === 'repaired')
      this.#log.warn(`${sink} had another port; set to ${value?.port} again`);
    // The data file is written at every renewal, which has its own line.
    else if (sink === 'data-file') this.#log.debug(`${sink} is written`);
    else this.#log.info(`${sink} holds port ${value?.port}`);
  }

  /** The same trouble is told once and then once a minute at most. */
  #isNew(topic: string, text: string): boolean {
    const told = this.#told.get(topic);
    const now = this.#now();
    if (told?.text === text && Math.abs(now - told.at) < MINUTE_MS) return false;
    this.#told.set(topic, { text, at: now });
    return true;
  }
}
