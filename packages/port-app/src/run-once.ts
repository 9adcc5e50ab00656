import { type App, EXIT_GAVE_UP, ExitError, type Variables } from '@portkeep/app-host';
import type { KeptPort } from '@portkeep/port-lease';
import { EarlyRenewal, type PortSink, SinkPublisher, systemClock } from '@portkeep/port-lease';
import { EventLog, type HeadlineOf } from './event-log/event-log.ts';
import type { PortSource } from './source/port-source.ts';

const LONGEST_MS = 45_000;
const LOOK = 'the log says why';

/** How the preparation of a run can end it. */
export interface OnceRun {
  /** Aborts when the process is stopped and when the run has given up. */
  readonly signal: AbortSignal;
  /** Ends the run with exit code 1, because of this error. */
  giveUp(error: unknown, context?: string): void;
}

/** Options of {@linkcode runOnce}. */
export interface RunOnceOptions {
  readonly app: Pick<App<Variables>, 'log' | 'signal'>;
  readonly source: Pick<PortSource, 'keep' | 'isFinal' | 'logsItself'>;
  readonly sinks: readonly PortSink<KeptPort>[];
  /** What is missing when the time is up: `No port`. */
  readonly missing: string;
  readonly headlineOf?: HeadlineOf | undefined;
  /** @default {45_000} */
  readonly longestMs?: number | undefined;
}

/**
 * Gets the port once, sends it to every sink, and waits, without a limit, until each has it. An error
 * of the source that is final, or a sink that fails, ends the run at once.
 *
 * @param around Called first; it prepares the app, calls `port`, and cleans up.
 * @throws {ExitError} with code 1 when the run has given up.
 */
export async function runOnce(
  { app, source, sinks, missing, headlineOf, longestMs = LONGEST_MS }: RunOnceOptions,
  around: (run: OnceRun, port: () => Promise<void>) => Promise<void> = (_, port) => port(),
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([app.signal, stop.signal]);
  const until = systemClock.now() + longestMs;
  const events = new EventLog(app.log, { clock: systemClock, until, headlineOf });
  const publisher = new SinkPublisher<KeptPort>({
    sinks,
    signal,
    // A sink that fails is not tried again.
    onEvent: (event) => events.sink({ ...event, retryAt: undefined }),
  });
  const giveUp: OnceRun['giveUp'] = (error, context) =>
    stop.abort(ExitError.because(EXIT_GAVE_UP, error, context));
  const end = (problem: string) => stop.abort(new ExitError(EXIT_GAVE_UP, problem, LOOK));
  const tooLate = `${missing} within ${longestMs / 1000} seconds`;
  const deadline = setTimeout(() => end(tooLate), longestMs);

  async function port(): Promise<void> {
    const status = { login: () => undefined, doubt: () => undefined };
    const early = new EarlyRenewal();
    const kept = source.keep({ signal, clock: systemClock, early, status, events });
    for await (const { lease, publish } of kept.events) {
      const blocked = (kept.blockedUntil?.() ?? 0) > until;
      if (lease.type === 'failed' && (blocked || source.isFinal(lease.error))) {
        giveUp(lease.error);
        continue;
      }
      if (!source.logsItself) events.lease(lease);
      if (publish === undefined || publish === null) continue;
      publisher.publish(publish);
      clearTimeout(deadline);
      const states = Object.entries(await publisher.settled());
      const failing = states.filter(([, { inSync }]) => !inSync).map(([name]) => name);
      if (failing.length > 0) end(`${failing.join(', ')} did not get the port`);
      break;
    }
  }

  try {
    await around({ signal, giveUp }, port);
    app.signal.throwIfAborted();
    stop.signal.throwIfAborted();
  } finally {
    clearTimeout(deadline);
    stop.abort();
  }
}
