import {
  adviceOf,
  describeError,
  isoSeconds,
  type Log,
  type PortAnnouncement,
} from '@portkeep/app-host';
import type { LeaseEvent, SinkEvent } from '@portkeep/port-lease';

const MINUTE_MS = 60_000;

export interface TroubleDetails {
  readonly error?: unknown;
  /** Epoch milliseconds. */
  readonly retryAt?: number | undefined;
}

/** Tells what happens in words, and the same trouble once and then once a minute at most. */
export class EventLog {
  readonly #log: Log;
  readonly #now: () => number;
  #held = false;
  readonly #told = new Map<string, { readonly trouble: string; readonly at: number }>();

  constructor(log: Log, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  lease(event: LeaseEvent<PortAnnouncement>): void {
    if (event.type === 'failed') {
      const what = this.#held ? 'renewed' : 'obtained';
      this.trouble('lease', `The port could not be ${what}`, event);
      return;
    }
    const { port, hostname, gateway } = event.lease.value;
    this.#held = event.type !== 'lost';
    if (event.type === 'lost') {
      this.#log.error(`Port ${port} is lost: it was not renewed in time; trying on`);
      return;
    }
    this.#told.delete('lease');
    const next = { next_renewal: isoSeconds(event.lease.renewAt) };
    if (event.type === 'renewed') this.#log.info(`Port ${port} is renewed`, next);
    else this.#log.info(`Port ${port} is forwarded by ${hostname} at ${gateway}`, next);
  }

  sink({ type, sink, value, error, retryAt }: SinkEvent<PortAnnouncement>): void {
    if (type === 'failed') {
      this.trouble(sink, `${sink} could not be told the port`, { error, retryAt });
      return;
    }
    if (type === 'contended') {
      const message = `${sink} is changed by somebody else again and again; left alone`;
      this.#log.warn(message, retryAt === undefined ? {} : { retry_at: isoSeconds(retryAt) });
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

  /** Warns of a trouble; the same one again within a minute goes to the debug log. */
  trouble(topic: string, message: string, { error, retryAt }: TroubleDetails = {}): void {
    const text = error === undefined ? message : `${message}: ${describeError(error)}`;
    const advice = adviceOf(error);
    const fields = {
      ...(retryAt !== undefined && { retry_at: isoSeconds(retryAt) }),
      ...(advice !== undefined && { advice }),
    };
    // Of one code the words may differ each time, as a port number in them does.
    const trouble = `${message} ${codeOf(error) ?? text}`;
    const told = this.#told.get(topic);
    const now = this.#now();
    if (told?.trouble === trouble && Math.abs(now - told.at) < MINUTE_MS) {
      this.#log.debug(text, fields);
      return;
    }
    this.#told.set(topic, { trouble, at: now });
    this.#log.warn(text, fields);
  }
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
