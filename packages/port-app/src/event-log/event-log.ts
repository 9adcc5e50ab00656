import { adviceOf, codeOf, describeError, isoSeconds, type Log } from '@portkeep/app-host';
import type { Clock, KeptPort, LeaseEvent, SinkEvent } from '@portkeep/port-lease';
import { RepeatedTrouble } from './repeated-trouble.ts';

export interface TroubleDetails {
  readonly error?: unknown;
  /** Epoch milliseconds. */
  readonly retryAt?: number | undefined;
}

/** Names the problem behind an error as doctor does; `undefined` if doctor has no words for it. */
export type HeadlineOf = (error: unknown) => string | undefined;

export interface EventLogOptions {
  readonly clock: Pick<Clock, 'monotonic'>;
  /** No attempt is made after this time, epoch milliseconds. @default {Infinity} */
  readonly until?: number | undefined;
  readonly headlineOf?: HeadlineOf | undefined;
}

/** Logs events in words; a lasting problem is logged when it begins, and then at growing intervals. */
export class EventLog {
  readonly #log: Log;
  readonly #options: EventLogOptions;
  readonly #troubles = new RepeatedTrouble();
  /** The port of the current lease. */
  #held: number | undefined;

  constructor(log: Log, options: EventLogOptions) {
    this.#log = log;
    this.#options = options;
  }

  lease(event: LeaseEvent<KeptPort>): void {
    if (event.type === 'failed') {
      const what = this.#held === undefined ? 'obtained' : 'renewed';
      this.trouble('lease', this.#named(`The port could not be ${what}`, event.error), event);
      return;
    }
    const { port, hostname, gateway } = event.lease.value;
    const before = this.#held;
    this.#held = event.type === 'lost' ? undefined : port;
    if (event.type === 'lost') {
      this.#log.error(`Port ${port} is lost: it was not renewed in time; still trying`);
      return;
    }
    this.#troubles.end('lease');
    const next = { next_renewal: isoSeconds(event.lease.renewAt) };
    if (port === before) this.#log.info(`Port ${port} is renewed`, next);
    else this.#log.info(`Port ${port} is forwarded by ${hostname} at ${gateway}`, next);
  }

  sink({ type, sink, value, error, retryAt }: SinkEvent<KeptPort>): void {
    if (type === 'failed') {
      const message = this.#named(`Could not send the port to ${sink}`, error);
      this.trouble(sink, message, { error, retryAt });
      return;
    }
    if (type === 'contended') {
      const message = `${sink} is changed again and again by another program; left alone for now`;
      this.#log.warn(message, retryAt === undefined ? {} : { retry_at: isoSeconds(retryAt) });
      return;
    }
    this.#troubles.end(sink);
    if (type === 'withdrawn') this.#log.info(`${sink} holds no port now`);
    else if (type === 'repaired')
      this.#log.warn(`${sink} had another port; set to ${value?.port} again`);
    // The data file is written at every renewal, which already has its own line.
    else if (sink === 'data-file') this.#log.debug(`${sink} is written`);
    else this.#log.info(`${sink} holds port ${value?.port}`);
  }

  /** Warns of a problem; when the same one recurs, it goes to the debug log until it is due again. */
  trouble(topic: string, message: string, { error, retryAt }: TroubleDetails = {}): void {
    const { clock, until = Number.POSITIVE_INFINITY } = this.#options;
    const text = error === undefined ? message : `${message}: ${describeError(error)}`;
    const advice = adviceOf(error);
    const fields = {
      ...(retryAt !== undefined && retryAt <= until && { retry_at: isoSeconds(retryAt) }),
      ...(advice !== undefined && { advice }),
    };
    // The words for one code may differ each time, for example in a port number. That there will be no
    // more tries is worth a new line.
    const trouble = `${message} ${codeOf(error) ?? text} ${retryAt === undefined}`;
    const isDue = this.#troubles.isDue(topic, trouble, clock.monotonic());
    if (isDue) this.#log.warn(text, fields);
    else this.#log.debug(text, fields);
  }

  #named(message: string, error: unknown): string {
    const headline = this.#options.headlineOf?.(error);
    return headline === undefined ? message : `${message}: ${headline}`;
  }

  /** Ends the problems of this topic. */
  over(topic: string, message: string): void {
    if (this.#troubles.end(topic)) this.#log.info(message);
  }
}
