import { adviceOf, describeError, isoSeconds, type Log } from '@portkeep/app-host';
import type { PortMapping } from '@portkeep/natpmp-client/core';
import type { SinkEvent } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import { describeCut } from '../mapping/describe-cut.ts';
import type { MappingEvent } from '../mapping/keep-mappings.ts';
import type { BoardNews } from '../mapping/mapping-board.ts';

const MINUTE_MS = 60_000;

/** Tells what matters beyond the single requests: lost and moved ports, and the sinks. */
export class EventLog {
  readonly #log: Log;
  readonly #now: () => number;
  #toldLifetime: number | undefined;
  readonly #told = new Map<string, { readonly text: string; readonly at: number }>();

  constructor(log: Log, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  mapping(
    { protocol, event, gatewayRestarted }: Omit<MappingEvent, 'source'>,
    { lost, portChange, mismatch }: BoardNews,
  ): void {
    if (gatewayRestarted) {
      this.#log.warn('The gateway has restarted and lost its mappings; all are requested again');
    }
    if (lost) this.#log.error(`The ${protocol} mapping is lost: not renewed in time; still trying`);
    if (event.type === 'acquired' || event.type === 'renewed') this.#clamp(event.lease.value);
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

  #clamp(mapping: PortMapping): void {
    if (!mapping.clamped || mapping.lifetimeSeconds === this.#toldLifetime) return;
    this.#toldLifetime = mapping.lifetimeSeconds;
    this.#log.warn(`The ${describeCut(mapping)}`);
  }

  sink({ type, sink, value, error, retryAt }: SinkEvent<PortAnnouncement>): void {
    const retry = retryAt === undefined ? {} : { retry_at: isoSeconds(retryAt) };
    const advice = adviceOf(error);
    if (type === 'failed') {
      const text = `${sink} could not be told the port: ${describeError(error)}`;
      this.#log[this.#isNew(sink, text) ? 'warn' : 'debug'](text, {
        ...retry,
        ...(advice !== undefined && { advice }),
      });
      return;
    }
    if (type === 'contended') {
      const text = `${sink} is changed by another program again and again; left alone`;
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
